using Google.Protobuf;
using Influence.V1;
using InfluenceGrpc.Core.Tiers;
using InfluenceGrpc.Fuzzing.Drawing;
using InfluenceGrpc.Server.Bulk;
using InfluenceGrpc.Server.Contract;
using InfluenceGrpc.Server.Operations;
using InfluenceGrpc.Server.Profiles;
using InfluenceGrpc.Server.Services;
using InfluenceGrpc.Testing;
using TierScheme = InfluenceGrpc.Core.Tiers.TierScheme;

namespace InfluenceGrpc.Fuzzing.Files;

/// <summary>
/// Chunks to the readers in bulk: whatever they read, the official parser reads too and the same; and it is answered in the same bytes as
/// the official writer's.
/// </summary>
internal sealed class BulkTarget : IFuzzTarget
{
    private static readonly LimitOptions Limits = new();
    private static readonly ItemsLimit Limit = new(Limits);
    private static readonly TierScheme[] Schemes = [.. TierSchemeCatalog.BuiltIn.Schemes];

    private readonly MessageGenerator messages = new(new SamplePool());
    private readonly ProfileLookup lookup = new(store: null, new NearCache(0, TimeSpan.FromHours(1), new NearCacheLease(TimeProvider.System), TimeProvider.System), TimeProvider.System);

    public FuzzInput Draw(Random random)
    {
        var message = DrawRequest(random);
        return random.Chance(0.4)
            ? new FuzzInput("", "message", [message])
            : new FuzzInput("", "fields changed", [WireMutator.Mutate(random, message, DrawRequest(random))]);
    }

    public async Task<FuzzVerdict> TryAsync(FuzzInput input)
    {
        var bytes = input.Parts[0];
        var plain = OfficialParser.Read(StreamClassifyTiersRequest.Parser, bytes);
        BulkRequest<StreamClassifyTiersRequest> request;
        try
        {
            request = BulkRequest<StreamClassifyTiersRequest>.Read(
                new MessagePayload(bytes, pieces: 1 + (bytes.Length % 2)), payload => StreamClassifyTiersRequest.Parser.ParseFrom(payload.PayloadAsReadOnlySequence()), Limits.MaxChunkBytes);
        }
        catch (InvalidProtocolBufferException)
        {
            return plain is null ? new("broken") : new("broken", "is a message to the official parser");
        }

        if (request.Chunk is not { } chunk)
        {
            return new("message", request.Message!.Equals(plain) ? null : "is another message to the official parser");
        }

        if (plain?.Chunk is not { } expected)
        {
            return new("bulk", "is no chunk to the official parser");
        }

        var options = new TierColumnOptions { BoundaryMargins = bytes.Length % 2 == 0, UnrankedReasons = bytes.Length % 3 == 0 };
        var read = await AnswerAsync(chunk.Items, options, chunk.Sequence);
        var told = await AnswerAsync(BulkItems.Of(expected.Items), options, expected.Sequence);
        return new("bulk", chunk.Sequence != expected.Sequence ? "has another sequence to the official parser"
            : !read.SequenceEqual(told) ? "has other items to the official parser, or is answered otherwise"
            : null);
    }

    public ValueTask DisposeAsync()
    {
        lookup.Dispose();
        return ValueTask.CompletedTask;
    }

    private byte[] DrawRequest(Random random) => messages.Draw(StreamClassifyTiersRequest.Descriptor, random).ToByteArray();

    // Read in bulk it is written in bulk, and read as a message it is written as one: ids go before what they are answered with.
    private async Task<byte[]> AnswerAsync(BulkItems items, TierColumnOptions options, ulong sequence)
    {
        using var owned = items;
        var isMessage = items.Message is not null;
        var ids = items.Source == Items.SourceOneofCase.Ids ? Enumerable.Range(0, items.Count).Select(items.Ids.Text).ToArray() : [];
        var source = new TierItemsSource(new TierItemsReader(Limit), Limit, lookup, TimeProvider.System);
        var reading = await source.ReadAsync(items, Schemes, "chunk.items", new ReadWish(TimeSpan.MaxValue, false, false), StoreCalls.OfChunk(default));
        var result = new StreamClassifyTiersChunkResult { Sequence = sequence, Status = reading.Refusal };
        var told = new CreatorIds { CreatorIds_ = { ids } }.ToByteArray();
        if (reading.Value is { } value && !isMessage)
        {
            var written = new WrittenPayload();
            BulkAnswer<StreamClassifyTiersResponse>.Write(TierAnswerWriter.Write(sequence, value, Schemes, options), written);
            return [.. told, .. written.Bytes];
        }

        result.Tiers = reading.Value is { } read ? TierColumnsWriter.Write(read, Schemes, options) : null;
        return [.. told, .. new StreamClassifyTiersResponse { Result = result }.ToByteArray()];
    }
}
