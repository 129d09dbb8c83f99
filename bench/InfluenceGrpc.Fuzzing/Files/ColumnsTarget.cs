using System.Runtime.InteropServices;
using Google.Protobuf;
using Google.Protobuf.Collections;
using Influence.V1;
using InfluenceGrpc.Client.Streaming;
using InfluenceGrpc.Fuzzing.Drawing;
using InfluenceGrpc.Testing;

namespace InfluenceGrpc.Fuzzing.Files;

/// <summary>Answers to the C# client, which reads most past the official parser: whatever it reads, that reads too and the same.</summary>
internal sealed class ColumnsTarget : IFuzzTarget
{
    private readonly MessageGenerator messages = new(new SamplePool());

    public FuzzInput Draw(Random random)
    {
        var message = DrawResponse(random);
        return random.Chance(0.4)
            ? new FuzzInput("", "message", [message])
            : new FuzzInput("", "fields changed", [WireMutator.Mutate(random, message, DrawResponse(random))]);
    }

    public Task<FuzzVerdict> TryAsync(FuzzInput input) => Task.FromResult(Try(input.Parts[0]));

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    // Most are answers of which all columns are as long as the first.
    private byte[] DrawResponse(Random random)
    {
        var response = (StreamClassifyTiersResponse)messages.Draw(StreamClassifyTiersResponse.Descriptor, random);
        if (random.Chance(0.8))
        {
            var tiers = new TierColumns { ItemCount = (uint)random.Next(40) };
            var (margins, reasons) = (random.Chance(0.3), random.Chance(0.3));
            for (var schemes = random.Next(1, 4); schemes > 0; schemes--)
            {
                tiers.Columns.Add(DrawColumn(random, (int)tiers.ItemCount, margins, reasons));
            }

            var drawn = (TierColumns)messages.Draw(TierColumns.Descriptor, random);
            tiers.Errors.Add(drawn.Errors);
            response = new() { Result = new() { Sequence = response.Result?.Sequence ?? 1, Tiers = tiers } };
        }

        return response.ToByteArray();
    }

    private static TierColumn DrawColumn(Random random, int items, bool margins, bool reasons)
    {
        var column = new TierColumn();
        for (var i = 0; i < items; i++)
        {
            column.Ordinals.Add((uint)random.Next(random.Chance(0.01) ? 1_000 : 65));
            column.BoundaryMargins.Add(margins ? [random.NextSingle()] : []);
            column.UnrankedReasons.Add(reasons ? [(UnrankedReason)random.Next(6)] : []);
        }

        return column;
    }

    private static FuzzVerdict Try(byte[] bytes)
    {
        var plain = OfficialParser.Read(StreamClassifyTiersResponse.Parser, bytes);
        TierResponse response;
        try
        {
            response = TierResponse.Read(new MessagePayload(bytes, pieces: 1 + (bytes.Length % 2)));
        }
        catch (InvalidProtocolBufferException)
        {
            return plain is null ? new("broken") : new("broken", "is a message to the official parser");
        }

        if (response.Answer is not { } answer)
        {
            return new("message", response.Message!.Equals(plain) ? null : "is another message to the official parser");
        }

        return new("columns", plain?.Result is not { Tiers: { } tiers, Status: null } result ? "is no answer to the official parser"
            : result.Sequence != answer.Sequence ? "has another sequence to the official parser"
            : !AreSame(tiers, answer) ? "has other columns to the official parser"
            : null);
    }

    private static bool AreSame(TierColumns tiers, TierAnswer answer) =>
        tiers.Columns.Count == answer.Schemes
        && tiers.Errors.SequenceEqual(answer.Errors)
        && Enumerable.Range(0, answer.Schemes).All(scheme =>
            AreSame(tiers.Columns[scheme].Ordinals, answer.OrdinalsOf(scheme))
            && AreSame(tiers.Columns[scheme].UnrankedReasons, answer.ReasonsOf(scheme))
            && MemoryMarshal.AsBytes(tiers.Columns[scheme].BoundaryMargins.ToArray().AsSpan()).SequenceEqual(MemoryMarshal.AsBytes(answer.MarginsOf(scheme))));

    private static bool AreSame<T>(RepeatedField<T> numbers, ReadOnlySpan<byte> bytes) =>
        numbers.Select(number => Convert.ToInt64(number, System.Globalization.CultureInfo.InvariantCulture)).SequenceEqual(bytes.ToArray().Select(value => (long)value));
}
