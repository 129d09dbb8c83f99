using Influence.V1;
using InfluenceGrpc.Testing;

namespace InfluenceGrpc.Client.Tests.Replicas;

/// <summary>Two server processes on one Redis, of which one goes while everything is under way.</summary>
[Trait("Needs", "tools")]
public sealed class ReplicaLossTests : IAsyncLifetime
{
    private const int Stored = 1000;
    private const int Ranked = 6000;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly Brief Brief = new() { Title = "Running", Topics = { ["sport/running"] = 1 } };

    private readonly TaskCompletionSource gone = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private RedisServer redis = null!;
    private ServerProcess first = null!;
    private ServerProcess second = null!;
    private InfluenceClient client = null!;
    private int unaryAnswers;

    public async Task InitializeAsync()
    {
        redis = await RedisServer.StartAsync();

        // One after the other: they are told apart by their age.
        first = await ServerProcess.StartAsync("--store", redis.Address);
        second = await ServerProcess.StartAsync("--store", redis.Address);
        client = InfluenceClient.Connect([first.Address, second.Address]);
        var stored = Enumerable.Range(0, Stored).Select(i => WireProfiles.Of($"c{i}", (ulong)i + 1));
        Assert.Equal(Stored, await client.UpsertProfilesAsync(stored).WithTimeout(Patience).Select(chunk => chunk.Items.Count).SumAsync());
        await UntilBothAreAskedAsync();
    }

    public async Task DisposeAsync()
    {
        client.Dispose();
        await first.DisposeAsync();
        await second.DisposeAsync();
        await redis.DisposeAsync();
    }

    // Of two streams of a kind one is with the replica that goes: calls are made in turn, one after another.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task AllCalls_OneOfTwoReplicasGoes_AnswerEachItemOnce(bool killed)
    {
        var classified = await BeginTwoAsync(() => client.ClassifyAsync(Source(), i => (ulong)i, new ClassifyStreamOptions { MaxItemsPerChunk = 100 }));
        var scored = await BeginTwoAsync(() => client.ScoreFitStreamAsync(Source(), Profile, Brief, new FitStreamOptions { MaxItemsPerChunk = 100 }));
        var found = await BeginTwoAsync(() => client.LookupProfilesAsync(Source(), i => $"c{i % Stored}", new LookupStreamOptions { MaxItemsPerChunk = 100 }));
        var written = await BeginTwoAsync(i => client.UpsertProfilesAsync(Source(), n => Written(i, n), new UpsertStreamOptions { MaxItemsPerChunk = 100 }));
        var rankings = await BeginTwoRankingsAsync();
        var callers = Enumerable.Range(0, 8).Select(CallAsync).ToList();
        await UntilAsync(() => Volatile.Read(ref unaryAnswers) > 200);

        if (killed)
        {
            await first.KillAsync();
        }
        else
        {
            Assert.Equal(0, await first.TerminateAsync());
        }

        gone.SetResult();
        foreach (var pair in new[] { classified, scored, found, written })
        {
            var answers = await Task.WhenAll(pair.Select(stream => stream.Answered)).WaitAsync(Patience);
            Assert.All(answers, answer => Assert.True(answer.Count > 3000));
            Assert.Contains(answers, answer => answer.Interruptions > 0);
        }

        await AssertWrittenAsync(written);
        await AssertRankedAsync(rankings);
        await Task.WhenAll(callers).WaitAsync(Patience);
    }

    // Until a call goes to the older and the next to the younger: both are connected then, and take turns.
    private async Task UntilBothAreAskedAsync()
    {
        using var limit = new CancellationTokenSource(Patience);
        var (before, now) = (await AgeAsync(limit.Token), await AgeAsync(limit.Token));
        while (now >= before)
        {
            (before, now) = (now, await AgeAsync(limit.Token));
        }
    }

    private async Task<TimeSpan> AgeAsync(CancellationToken cancellationToken) =>
        (await client.GetServerInfoAsync(cancellationToken)).Uptime.ToTimeSpan();

    private PacedSource Source() => new(gone.Task);

    private static CreatorProfile Profile(int number) => WireProfiles.Of($"c{number}", (ulong)number + 1);

    private static CreatorProfile Written(int stream, int number) => WireProfiles.Of($"w{stream}-{number}", (ulong)number + 1);

    private static Task<WatchedStream[]> BeginTwoAsync<TChunk>(Func<ChunkedStream<TChunk>> stream)
        where TChunk : AnsweredChunk<int> => BeginTwoAsync(_ => stream());

    private static async Task<WatchedStream[]> BeginTwoAsync<TChunk>(Func<int, ChunkedStream<TChunk>> stream)
        where TChunk : AnsweredChunk<int>
    {
        var begun = new WatchedStream[2];
        for (var i = 0; i < begun.Length; i++)
        {
            begun[i] = WatchedStream.Of(stream(i), Patience);
            await begun[i].Begun.WaitAsync(Patience);
        }

        return begun;
    }

    private async Task<List<Task<Ranking>>> BeginTwoRankingsAsync()
    {
        var options = new RankOptions { Count = 10, MaxItemsPerChunk = 100, SourceCanBeReadAgain = true };
        List<Task<Ranking>> rankings = [];
        for (var i = 0; i < 2; i++)
        {
            var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            rankings.Add(client.RankCreatorsAsync(ToRank(), Profile, Brief, options, _ => begun.TrySetResult()));
            await begun.Task.WaitAsync(Patience);
        }

        return rankings;
    }

    // Half of them; the others once the replica is gone.
    private async IAsyncEnumerable<int> ToRank()
    {
        for (var i = 0; i < Ranked; i++)
        {
            if (i == Ranked / 2)
            {
                await gone.Task;
            }

            yield return i;
        }
    }

    private async Task CallAsync(int caller)
    {
        for (var after = 0; after < 100; after += gone.Task.IsCompleted ? 1 : 0)
        {
            var number = (caller + Volatile.Read(ref unaryAnswers)) % Stored;
            var tier = await client.ClassifyTierAsync(3000).WaitAsync(Patience);
            var profile = await client.GetProfileAsync($"c{number}").WaitAsync(Patience);
            Assert.Equal(("micro", (ulong)number + 1), (tier.Classifications.Single().Tier.Id, profile.Profile.Followers));
            Interlocked.Increment(ref unaryAnswers);
        }
    }

    private async Task AssertWrittenAsync(WatchedStream[] written)
    {
        for (var i = 0; i < written.Length; i++)
        {
            var (stream, count) = (i, (await written[i].Answered).Count);
            var ids = Enumerable.Range(0, count).Select(n => Written(stream, n).CreatorId);
            var missing = await client.LookupProfilesAsync(ids).WithTimeout(Patience).Select(chunk => chunk.FailedCount + Absent(chunk)).SumAsync();
            Assert.Equal(0, missing);
        }
    }

    private static int Absent(LookedUpChunk<string> chunk) => Enumerable.Range(0, chunk.Items.Count).Count(i => chunk.ProfileOf(i) is null);

    private static async Task AssertRankedAsync(List<Task<Ranking>> rankings)
    {
        var ranked = await Task.WhenAll(rankings).WaitAsync(Patience);
        Assert.All(ranked, ranking => Assert.Equal((10, (ulong)Ranked), (ranking.Creators.Count, ranking.Progress.Scored)));
        Assert.Equal(ranked[0].Creators, ranked[1].Creators);
        Assert.Contains(ranked, ranking => ranking.Totals.Interruptions > 0);
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        using var limit = new CancellationTokenSource(Patience);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        while (!condition())
        {
            await timer.WaitForNextTickAsync(limit.Token);
        }
    }
}
