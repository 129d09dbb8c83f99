using InfluenceGrpc.Server.Profiles;

namespace InfluenceGrpc.Profiles.Tests;

/// <summary>What looking profiles up asks of the store at a time, and what it keeps of the answers.</summary>
public sealed class ProfileLookupTests : IDisposable
{
    private const int BodyBytes = 60_000;
    private const int SliceBytes = 16 * 1024 * 1024;
    private const int BulkSlices = 8;

    private static readonly ReadWish Anything = new(TimeSpan.MaxValue, AllowStale: true, AllowDegraded: true);

    private readonly CountedStore store = new(BodyBytes);
    private readonly CountedStore smallStore = new(bodyBytes: 200);
    private readonly ProfileLookup lookup;

    public ProfileLookupTests() => lookup = new(store, NoCache(), TimeProvider.System);

    public void Dispose() => lookup.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ReadAsync_ManyLargeProfiles_AsksForNoMoreThanASliceAtATime(bool isUnary)
    {
        store.Open();
        var lane = isUnary ? StoreLane.Unary : StoreLane.Bulk;
        var answers = await ReadAsync([.. Enumerable.Range(0, 2_000).Select(i => $"creator-{i}")], lane);

        Assert.All(answers, answer => Assert.Equal(BodyBytes + ProfileHeader.Length, answer.Profile!.Bytes.Length));
        Assert.Equal(2_000, store.Asked.Sum());
        Assert.All(store.Asked, ids => Assert.InRange(ids, 1, SliceBytes / BodyBytes));
    }

    [Fact]
    public async Task ReadAsync_ManyStreams_HaveEightSlicesUnderWayAndHoldNobodyElseUp()
    {
        using var cancellation = new CancellationTokenSource();
        var streams = Enumerable.Range(0, 20).Select(i => ReadAsync([$"creator-{i}"])).ToArray();
        Assert.Equal(BulkSlices, store.UnderWay);

        var single = ReadAsync(["ada"], StoreLane.Unary);
        Assert.Equal(BulkSlices + 1, store.UnderWay);

        var given = ReadAsync(["bob"], cancellationToken: cancellation.Token);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => given);
        Assert.Equal(BulkSlices + 1, store.UnderWay);

        store.Open();
        Assert.All(await Task.WhenAll([.. streams, single]), answers => Assert.NotNull(answers.Single().Profile));
        Assert.Equal(21, store.Asked.Count);
    }

    [Fact]
    public async Task ReadAsync_StreamsGivenUpAtTheStore_LeaveTheirTurnsToOthers()
    {
        using var cancellation = new CancellationTokenSource();
        var given = Enumerable.Range(0, BulkSlices).Select(i => ReadAsync([$"creator-{i}"], cancellationToken: cancellation.Token)).ToArray();
        await cancellation.CancelAsync();
        foreach (var call in given)
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        }

        store.Open();

        Assert.Equal(LookupOutcome.Present, Assert.Single(await ReadAsync(["ada"])).Outcome);
    }

    [Fact]
    public async Task ReadAsync_SameIdsAgainAndAgain_AsksForEachOnceAndAnswersAll()
    {
        store.Open();

        var answers = await ReadAsync([.. Enumerable.Range(0, 900).Select(i => i % 5 == 4 ? "" : $"creator-{i % 5}")]);

        Assert.Equal([4], store.Asked);
        Assert.Equal(180, answers.Count(answer => answer.Outcome == LookupOutcome.InvalidId));
        Assert.Equal(720, answers.Count(answer => answer is { Outcome: LookupOutcome.Present, Profile: not null }));
    }

    [Fact]
    public async Task ReadAsync_ManySmallProfiles_AsksForMoreAndMoreAtATime()
    {
        using var small = new ProfileLookup(smallStore, NoCache(), TimeProvider.System);
        smallStore.Open();

        await small.ReadAsync([.. Enumerable.Range(0, 10_000).Select(i => $"creator-{i}")], ProfileLookup.Whole, Anything, new(StoreLane.Bulk, null, CancellationToken.None));

        Assert.Equal([256, 1_024, 4_096, 4_624], smallStore.Asked);
    }

    [Fact]
    public async Task ReadAsync_TakingASize_KeepsNothingElse()
    {
        store.Open();

        var sizes = await lookup.ReadAsync(
            ["ada", "bob", "ada", ""], (id, answer) => $"{id} {answer.Outcome} {answer.Profile?.Bytes.Length}", Anything, new(StoreLane.Bulk, null, CancellationToken.None));

        var found = $"Present {BodyBytes + ProfileHeader.Length}";
        Assert.Equal([$"ada {found}", $"bob {found}", $"ada {found}", " InvalidId "], sizes);
    }

    // What is looked up at a time is answered out of the same memory, one block after the other.
    [Fact]
    public async Task ReadAsync_KnownAndUnknownInBlocks_AreEachAnsweredForThemselves()
    {
        var lease = new NearCacheLease(TimeProvider.System);
        lease.HoldForever();
        var cache = new NearCache(1024 * 1024, TimeSpan.FromHours(1), lease, TimeProvider.System);
        var known = Enumerable.Range(0, NearCache.BlockSize).Select(i => $"known-{i}").ToArray();
        foreach (var (id, version) in known.Select((id, number) => (id, (ulong)number + 1)))
        {
            cache.Fill(id, SampleProfiles.Minimal(id, version).Stored(), cache.Ticket(id), StoreLane.Unary);
        }

        smallStore.Open();
        using var both = new ProfileLookup(smallStore, cache, TimeProvider.System);
        string[] strangers = [.. Enumerable.Range(0, NearCache.BlockSize - 1).Select(i => $"stranger-{i}")];
        string[] asked = [.. known, .. strangers, "no\nid", known[1], strangers[0]];

        var answers = await both.ReadAsync(asked, ProfileLookup.Whole, Anything, new(StoreLane.Bulk, null, default)).AsTask().WaitAsync(TimeSpan.FromSeconds(30));

        Assert.Equal(Enumerable.Range(1, known.Length).Select(version => (ulong)version), answers.Take(known.Length).Select(answer => answer.Profile!.Version));
        Assert.All(answers.Skip(known.Length).Take(strangers.Length), IsOfTheStore);
        Assert.Equal(new(LookupOutcome.InvalidId), answers[^3]);
        Assert.Equal(2UL, answers[^2].Profile!.Version);
        IsOfTheStore(answers[^1]);
        Assert.Equal(strangers.Length, smallStore.Asked.Sum());
        Assert.Equal((known.Length + 1, strangers.Length + 1), (cache.Counts.Hits, cache.Counts.Misses));
    }

    private static void IsOfTheStore(ProfileAnswer answer) => Assert.Equal(ProfileHeader.Length + 200, answer.Profile!.Bytes.Length);

    private static NearCache NoCache() => new(0, TimeSpan.FromHours(1), new NearCacheLease(TimeProvider.System), TimeProvider.System);

    private Task<ProfileAnswer[]> ReadAsync(string[] ids, StoreLane lane = StoreLane.Bulk, CancellationToken cancellationToken = default) =>
        lookup.ReadAsync(ids, ProfileLookup.Whole, Anything, new(lane, null, cancellationToken)).AsTask().WaitAsync(StoreAsking.Patience, CancellationToken.None);
}
