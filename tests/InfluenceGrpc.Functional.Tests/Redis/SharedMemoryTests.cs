using System.Globalization;
using InfluenceGrpc.Testing;
using Xunit.Abstractions;
using static Grpc.Health.V1.HealthCheckResponse.Types;

namespace InfluenceGrpc.Functional.Tests.Redis;

/// <summary>Two servers on one Redis: what is written through one is read through the other within the bound.</summary>
[Trait("Needs", "tools")]
public sealed class SharedMemoryTests(TwoServers fixture, ITestOutputHelper output) : IClassFixture<TwoServers>, IDisposable
{
    private const int ReadersPerCreator = 1;
    private const int Rounds = 120;
    private const int ReadsThatWarm = 20;
    private const int Breaks = 6;

    // The standard of Redis:MaxStaleness.
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(1);

    private readonly SharedMemory[] creators =
        [.. Enumerable.Range(0, 4).Select(i => new SharedMemory($"{Guid.NewGuid():N}-{i.ToString(CultureInfo.InvariantCulture)}", Bound))];

    private long Reads => creators.Sum(creator => creator.Reads);

    public void Dispose() => fixture.AssertNoErrorLogged();

    [Fact]
    public async Task GetProfile_WrittenOrDeletedThroughAnotherServer_IsNewWithinTheBoundAlthoughItWasInMemory()
    {
        var before = await RedisCounts.ReadsAsync(fixture.Redis);
        await WhileReadingAsync(async () =>
        {
            for (var round = 0; round < Rounds; round++)
            {
                var creator = creators[round % creators.Length];
                await creator.WriteAsync(fixture.Writer, deletes: round / creators.Length % 3 == 2);
                await Until.TrueAsync(() => creator.IsSeen, "the other server answers with the write", 2 * Bound);
                var warm = creator.Reads + ReadsThatWarm;
                await Until.TrueAsync(() => creator.Reads >= warm, "it has it in memory");
            }
        });

        var asked = await RedisCounts.ReadsAsync(fixture.Redis) - before;
        var delays = creators.SelectMany(creator => creator.Delays).Order().ToArray();
        output.WriteLine($"{Reads} reads, {asked} questions to Redis; from acknowledgement to the first new answer: "
            + $"p50 {delays[delays.Length / 2]:F1} ms, longest {delays[^1]:F1} ms");
        Assert.Equal(Rounds, delays.Length);
        Assert.True(asked < Reads / 2, $"Of {Reads} reads {asked} went to Redis: memory hardly answered, and nothing is shown.");
    }

    [Fact]
    public async Task GetProfile_WhileTheMessagesAreCutOff_IsNeverOlderThanTheBound()
    {
        await using var health = new HealthWatch(fixture.ReaderChannel, HealthWatch.Profiles);
        using var killer = await RespClient.ConnectAsync(fixture.Redis.Port, null, null);
        var killed = 0L;
        var before = await RedisCounts.ReadsAsync(fixture.Redis);
        await WhileReadingAsync(async () =>
        {
            foreach (var creator in creators)
            {
                await creator.WriteAsync(fixture.Writer, deletes: false);
            }

            for (var round = 0; round < Breaks; round++)
            {
                await UntilMemoryAnswersAsync();
                await creators[0].WriteAsync(fixture.Writer, deletes: false);
                var cut = KillAsync();
                await creators[1].WriteAsync(fixture.Writer, deletes: false);
                killed += await cut;
                await creators[2].WriteAsync(fixture.Writer, deletes: round % 2 == 0);
                await creators[2].WriteAsync(fixture.Writer, deletes: false);
                killed += await KillAsync();
                await creators[3].WriteAsync(fixture.Writer, deletes: false);
                await Until.TrueAsync(() => creators.All(creator => creator.IsSeen), "the other server answers with the writes", 2 * Bound);
            }

            await UntilMemoryAnswersAsync();
        });

        output.WriteLine($"{killed} connections killed; {Reads} reads, {await RedisCounts.ReadsAsync(fixture.Redis) - before} questions to Redis");
        Assert.InRange(killed, Breaks, long.MaxValue);
        Assert.Equal([ServingStatus.Serving], health.Seen);

        async Task<long> KillAsync() => (long)(await killer.AskAsync("CLIENT", "KILL", "TYPE", "pubsub"))!;
    }

    // Memory must be sure again before it can be wrong again.
    private Task UntilMemoryAnswersAsync() => Until.TrueAsync(
        async () =>
        {
            var (reads, asked) = (Reads, await RedisCounts.ReadsAsync(fixture.Redis));
            await Until.TrueAsync(() => Reads >= reads + (2 * ReadsThatWarm), "readers go on");
            return await RedisCounts.ReadsAsync(fixture.Redis) - asked < ReadsThatWarm;
        },
        "memory answers again");

    private async Task WhileReadingAsync(Func<Task> work)
    {
        using var stop = new CancellationTokenSource();
        var reading = Task.WhenAll(creators.SelectMany(creator => Enumerable.Repeat(creator, ReadersPerCreator)).Select(async creator =>
        {
            try
            {
                while (!stop.IsCancellationRequested)
                {
                    await creator.ReadAsync(fixture.Reader);
                }
            }
            finally
            {
                // One that failed ends the others.
                await stop.CancelAsync();
            }
        }));
        var working = work();
        await await Task.WhenAny(working, reading).WaitAsync(2 * Until.Patience);
        await stop.CancelAsync();
        await reading.WaitAsync(Until.Patience);
        Assert.True(working.IsCompletedSuccessfully);
    }
}
