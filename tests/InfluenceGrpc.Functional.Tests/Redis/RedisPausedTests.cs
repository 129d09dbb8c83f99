using System.Diagnostics;
using Influence.V1;
using InfluenceGrpc.Testing;
using Xunit.Abstractions;
using static Grpc.Health.V1.HealthCheckResponse.Types;

namespace InfluenceGrpc.Functional.Tests.Redis;

/// <summary>Redis hangs, its connections open: callers are told in time, and nothing else waits.</summary>
[Trait("Needs", "tools")]
public sealed class RedisPausedTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const int CallsWithDeadline = 8;
    private const int CallsThatWait = 200;
    private const int InlineCalls = 400;

    private static readonly TimeSpan StoreTimeout = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Deadline = TimeSpan.FromMilliseconds(500);
    private static readonly string[] Ids = [.. Enumerable.Range(0, 20).Select(i => $"paused-{i}")];
    private static readonly IEnumerable<uint> AllItems = Enumerable.Range(0, 20).Select(i => (uint)i);

    private RedisServer redis = null!;
    private RunningServer server = null!;
    private ProfileCalls calls = null!;

    public async Task InitializeAsync()
    {
        redis = await RedisServer.StartAsync();
        server = await RunningServer.StartAsync(
            "--store", redis.Address, "--Profiles:NearCacheBytes", "0", "--Redis:Timeout", $"{StoreTimeout:c}", "--Limits:MaxBatches", "256");
        calls = new(server.Channel);
        await calls.StoreAsync(ProfileCalls.Of(Ids));
        Assert.Empty((await calls.ClassifyAsync(Ids)).Errors);
        await calls.ClassifyAsync(30_000);
    }

    public async Task DisposeAsync()
    {
        await server.DisposeAsync();
        await redis.DisposeAsync();
    }

    [Fact]
    public async Task UnaryCalls_RedisPaused_AreAnsweredItemByItemBeforeTheirDeadline()
    {
        await using var health = new HealthWatch(server.Channel, HealthWatch.Profiles);

        // Once with time enough: the first failure of a process is slow.
        await redis.PauseAsync();
        await AskAsync(lookup: true, Until.Patience);
        await AskAsync(lookup: false, Until.Patience);
        await AssertBackAsync(health);

        // The failure would be DEADLINE_EXCEEDED.
        await redis.PauseAsync();
        var written = calls.UpsertAsync(ProfileCalls.Of(Ids, version: 2));
        var took = (await Task.WhenAll(Enumerable.Range(0, CallsWithDeadline).Select(i => AskAsync(i % 2 == 0, Deadline)))).Order().ToArray();
        Assert.InRange(took[0], Deadline / 2, Deadline);

        StoreFaults.AssertUnavailable((await written).Errors, AllItems);
        await health.UntilAsync(ServingStatus.NotServing);
        var known = await AskAsync(lookup: true, Until.Patience);
        output.WriteLine($"with {Deadline.TotalMilliseconds} ms: answered after {took[0].TotalMilliseconds:F0} to {took[^1].TotalMilliseconds:F0} ms; "
            + $"once it is known to hang: after {known.TotalMilliseconds:F1} ms");
        Assert.InRange(known, TimeSpan.Zero, StoreTimeout / 4);
        await AssertBackAsync(health);

        // The write may be stored or not; sent again, it is.
        Assert.Empty((await calls.UpsertAsync(ProfileCalls.Of(Ids, version: 2))).Errors);
        Assert.All(await calls.AllAsync(Ids), profile => Assert.Equal(2ul, profile.Version));
    }

    [Fact]
    public async Task ClassifyTier_ManyWaitForAPausedRedis_IsAnsweredAtOnceWithoutIt()
    {
        await using var health = new HealthWatch(server.Channel, HealthWatch.Profiles);
        await redis.PauseAsync();
        var byId = Enumerable.Range(0, CallsThatWait).Select(i => AskAsync(i % 2 == 0, Until.Patience)).ToArray();
        var begun = Stopwatch.GetTimestamp();
        var inline = await Task.WhenAll(Enumerable.Range(0, InlineCalls).Select(_ => calls.ClassifyAsync(30_000)));
        var took = Stopwatch.GetElapsedTime(begun);
        var waiting = byId.Count(call => !call.IsCompleted);

        output.WriteLine($"{InlineCalls} inline calls in {took.TotalMilliseconds:F0} ms while {waiting} calls waited for Redis");
        Assert.All(inline, ordinal => Assert.Equal(5u, ordinal));
        Assert.InRange(waiting, 1, CallsThatWait);
        await Task.WhenAll(byId).WaitAsync(Until.Patience);
        await AssertBackAsync(health);
    }

    private async Task AssertBackAsync(HealthWatch health)
    {
        await health.UntilAsync(ServingStatus.NotServing);
        await redis.ResumeAsync();
        await health.UntilAsync(ServingStatus.Serving);
        await Until.TrueAsync(async () => (await calls.ClassifyAsync(Ids)).Errors.Count == 0, "ids are answered again", TimeSpan.FromSeconds(5));
        Assert.All((await calls.LookupAsync(Ids)).DataStatus, status => Assert.Equal(DataStatus.Present, status));
    }

    private async Task<TimeSpan> AskAsync(bool lookup, TimeSpan deadline)
    {
        var begun = Stopwatch.GetTimestamp();
        var errors = lookup ? (await calls.LookupAsync(Ids, deadline: deadline)).Errors : (await calls.ClassifyAsync(Ids, deadline)).Errors;
        StoreFaults.AssertUnavailable(errors, AllItems);
        return Stopwatch.GetElapsedTime(begun);
    }
}
