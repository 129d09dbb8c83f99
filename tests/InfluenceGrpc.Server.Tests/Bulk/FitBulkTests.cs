using Google.Protobuf;
using Influence.V1;
using InfluenceGrpc.Core.Fit.Models;
using InfluenceGrpc.Core.Fit.Scoring;
using InfluenceGrpc.Server.Bulk;
using InfluenceGrpc.Server.Contract;
using InfluenceGrpc.Server.Operations;
using InfluenceGrpc.Server.Profiles;
using InfluenceGrpc.Server.Services;
using InfluenceGrpc.Server.Tests.Fit;
using InfluenceGrpc.Server.Tests.Streams;
using InfluenceGrpc.Testing;
using TierSchemeCatalog = InfluenceGrpc.Core.Tiers.TierSchemeCatalog;

namespace InfluenceGrpc.Server.Tests.Bulk;

/// <summary>What scoring a chunk of ids takes.</summary>
public sealed class FitBulkTests : IDisposable
{
    private const int Items = 1_000;

    private static readonly LimitOptions Limits = new();
    private static readonly ReadWish Anything = new(TimeSpan.MaxValue, false, false);

    private readonly ProfilesInMemory store = new();
    private readonly ProfileLookup lookup;

    public FitBulkTests()
    {
        var lease = new NearCacheLease(TimeProvider.System);
        lease.HoldForever();
        lookup = new ProfileLookup(store, new NearCache(1L << 30, TimeSpan.FromHours(1), lease, TimeProvider.System), TimeProvider.System);
    }

    public void Dispose() => lookup.Dispose();

    // A row of 104 bytes is kept of each until the columns are written, which grow by doubling. Profiles are decoded already.
    [Fact]
    public async Task Answer_IdsInMemory_TakesNoMoreThanRowsAndColumns()
    {
        var ids = Enumerable.Range(0, Items).Select(i => $"creator-{i}").ToArray();
        store.Put([.. ids.Select(id => new CreatorProfile(FitCase.Full) { CreatorId = id })]);
        await lookup.ReadAsync(ids, ProfileLookup.Whole, Anything, new StoreCall(StoreLane.Unary, null, default));
        store.IsSilent = true;
        var request = new StreamScoreFitRequest { Chunk = new() { Sequence = 7, Items = new() { Ids = new() { CreatorIds_ = { ids } } } } }.ToByteArray();
        var model = BuiltInFitModels.Default;
        var brief = new CompiledBrief(new BriefReader(TierSchemeCatalog.BuiltIn).Read(FitCase.Brief, model).Value!, model);
        var answerer = new FitChunkAnswerer(
            new FitItemsSource(new ItemsLimit(Limits), lookup, TimeProvider.System), new FitTask(brief, Anything, WithComponents: false, Limits.MaxItems));
        var shape = new FitStreamShape();
        var written = new WrittenPayload();
        var answer = await AnswerAsync();
        Assert.Equal((Items, 0), (answer.Items, answer.Failed));

        var taken = Allocated.By(() => Assert.True(AnswerAsync().AsTask().IsCompletedSuccessfully));

        Assert.InRange(taken, 100 * Items, 400 * Items);

        async ValueTask<InfluenceGrpc.Server.Streaming.ChunkAnswer<BulkAnswer<StreamScoreFitResponse>>> AnswerAsync()
        {
            var chunk = shape.ChunkOf(BulkRequest<StreamScoreFitRequest>.Read(
                new MessagePayload(request), payload => StreamScoreFitRequest.Parser.ParseFrom(payload.PayloadAsReadOnlySequence()), Limits.MaxChunkBytes))!;
            var answered = await answerer.AnswerAsync(chunk, CancellationToken.None);
            BulkAnswer<StreamScoreFitResponse>.Write(answered.Responses.Single(), written);
            return answered;
        }
    }
}
