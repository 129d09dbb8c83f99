using Google.Protobuf;
using Influence.V1;
using InfluenceGrpc.Server.Bulk;
using InfluenceGrpc.Server.Contract;
using InfluenceGrpc.Server.Operations;
using InfluenceGrpc.Server.Profiles;
using InfluenceGrpc.Server.Services;
using InfluenceGrpc.Server.Tests.Streams;
using InfluenceGrpc.Testing;
using TierSchemeCatalog = InfluenceGrpc.Core.Tiers.TierSchemeCatalog;

namespace InfluenceGrpc.Server.Tests.Bulk;

/// <summary>What is read and written in bulk is what the official library would read and write, for a fraction of the memory. Odd and broken
/// messages are the business of fuzzing.</summary>
public sealed class TierBulkTests : IDisposable
{
    private const int Items = 10_000;

    private static readonly LimitOptions Limits = new();
    private static readonly ReadWish Anything = new(TimeSpan.MaxValue, false, false);

    private readonly ProfilesInMemory store = new();
    private readonly ProfileLookup lookup;
    private readonly TierItemsSource source;

    public TierBulkTests()
    {
        var lease = new NearCacheLease(TimeProvider.System);
        lease.HoldForever();
        lookup = new ProfileLookup(store, new NearCache(1L << 30, TimeSpan.FromHours(1), lease, TimeProvider.System), TimeProvider.System);
        var limit = new ItemsLimit(Limits);
        source = new TierItemsSource(new TierItemsReader(limit), limit, lookup, TimeProvider.System);
    }

    public void Dispose() => lookup.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Read_ColumnsAndIdsAsTheLibraryWritesThem_IsInBulk(int pieces)
    {
        var columns = new FollowerColumns { Followers = { 0, 5, 10_000_000_001, ulong.MaxValue }, Platform = Platform.Tiktok, Missing = { 1, 3 } };
        var read = Read(Chunk(new Items { Followers = columns }), pieces).Chunk!;
        Assert.Equal((7UL, 4, Platform.Tiktok), (read.Sequence, read.Items.Count, (Platform)read.Items.Followers.Platform));
        Assert.Equal(columns.Followers, read.Items.Followers.Followers.ToArray());
        Assert.Equal(columns.Missing, read.Items.Followers.Missing);

        string[] ids = ["ada", "", "Æthelflæd 王 🦊", new('x', 200), "ada"];
        read = Read(Chunk(new Items { Ids = new() { CreatorIds_ = { ids } } }), pieces).Chunk!;
        Assert.Equal(ids, Enumerable.Range(0, read.Items.Count).Select(read.Items.Ids.Text));
    }

    [Fact]
    public void Read_AnythingElse_IsTheMessage()
    {
        var config = new StreamClassifyTiersRequest { Config = new() { Schemes = new() { SchemeIds = { "duel" } } } };
        Assert.Equal(config, Read(config).Message);
        var profiles = Chunk(new Items { Profiles = new() { Profiles = { new CreatorProfile { CreatorId = "ada" } } } });
        Assert.Equal(profiles, Read(profiles).Message);
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public async Task Write_EveryScheme_IsWhatTheLibraryWrites(bool margins, bool reasons)
    {
        store.Put(new CreatorProfile { CreatorId = "ada", Followers = 5_000, Platform = Platform.Instagram }, new CreatorProfile { CreatorId = "bob" });
        var options = new TierColumnOptions { BoundaryMargins = margins, UnrankedReasons = reasons };
        foreach (var items in (Items[])
        [
            new() { Followers = new() { Followers = { 0, 5, 1_000, 12_345, 10_000_000_001, 1_000_000 }, Missing = { 1 }, Platform = Platform.Youtube } },
            new() { Followers = new() },
            new() { Ids = new() { CreatorIds_ = { "ada", "bob", "nobody", "", "ada", "\u0001" } } },
        ])
        {
            var schemes = TierSchemeCatalog.BuiltIn.Schemes;
            using var read = BulkItems.Of(items);
            var reading = (await source.ReadAsync(read, schemes, "chunk.items", Anything, StoreCalls.OfChunk(default))).Value!;
            var written = new WrittenPayload();
            BulkAnswer<StreamClassifyTiersResponse>.Write(TierAnswerWriter.Write(300, reading, schemes, options), written);

            var expected = new StreamClassifyTiersResponse { Result = new() { Sequence = 300, Tiers = TierColumnsWriter.Write(reading, schemes, options) } };
            Assert.Equal(Convert.ToHexString(expected.ToByteArray()), Convert.ToHexString(written.Bytes));
        }
    }

    [Fact]
    public async Task Answer_FollowerColumns_TakesNoMemoryForAnItem()
    {
        var columns = new FollowerColumns();
        columns.Followers.AddRange(Enumerable.Range(0, Items).Select(i => (ulong)i * 997));

        Assert.InRange(await AllocatedByAnsweringAsync(new Items { Followers = columns }), 0, 4_000);
    }

    // Followers, platform, where it came from: what tiers are told by.
    [Fact]
    public async Task Answer_IdsInMemory_TakesSixteenBytesAnItem()
    {
        var ids = Enumerable.Range(0, Items).Select(i => $"creator-{i}").ToArray();
        store.Put([.. ids.Select(id => new CreatorProfile { CreatorId = id, Followers = 5_000 })]);
        await lookup.ReadAsync(ids, ProfileLookup.Whole, Anything, new StoreCall(StoreLane.Unary, null, default));
        store.IsSilent = true;

        Assert.InRange(await AllocatedByAnsweringAsync(new Items { Ids = new() { CreatorIds_ = { ids } } }), 0, (16 * Items) + 4_000);
    }

    // From the message as it comes to that which goes, as a stream does it.
    private async Task<long> AllocatedByAnsweringAsync(Items items)
    {
        var request = Chunk(items).ToByteArray();
        var answerer = new TierChunkAnswerer(source, [TierSchemeCatalog.BuiltIn.Default], null, Anything);
        var shape = new TierStreamShape();
        var written = new WrittenPayload();
        var answer = await AnswerAsync();
        Assert.Equal((Items, 0), (answer.Items, answer.Failed));
        return Allocated.By(() => Assert.True(AnswerAsync().AsTask().IsCompletedSuccessfully));

        async ValueTask<InfluenceGrpc.Server.Streaming.ChunkAnswer<BulkAnswer<StreamClassifyTiersResponse>>> AnswerAsync()
        {
            var chunk = shape.ChunkOf(BulkRequest<StreamClassifyTiersRequest>.Read(new MessagePayload(request), Parse, Limits.MaxChunkBytes))!;
            var answered = await answerer.AnswerAsync(chunk, CancellationToken.None);
            BulkAnswer<StreamClassifyTiersResponse>.Write(answered.Responses.Single(), written);
            return answered;
        }
    }

    private static StreamClassifyTiersRequest Chunk(Items items) => new() { Chunk = new() { Sequence = 7, Items = items } };

    private static BulkRequest<StreamClassifyTiersRequest> Read(StreamClassifyTiersRequest request, int pieces = 1) =>
        BulkRequest<StreamClassifyTiersRequest>.Read(new MessagePayload(request.ToByteArray(), pieces), Parse, Limits.MaxChunkBytes);

    private static StreamClassifyTiersRequest Parse(Grpc.Core.DeserializationContext payload) =>
        StreamClassifyTiersRequest.Parser.ParseFrom(payload.PayloadAsReadOnlySequence());
}
