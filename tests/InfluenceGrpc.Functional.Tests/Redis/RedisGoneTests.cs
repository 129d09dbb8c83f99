using System.Diagnostics;
using Grpc.Health.V1;
using Influence.V1;
using InfluenceGrpc.Server.Profiles;
using InfluenceGrpc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Xunit.Abstractions;
using static Grpc.Health.V1.HealthCheckResponse.Types;

namespace InfluenceGrpc.Functional.Tests.Redis;

/// <summary>Redis is killed and comes back, under streams that go on: what needs no Redis is answered all the time.</summary>
[Trait("Needs", "tools")]
public sealed class RedisGoneTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const int ChunksWhileGone = 20;

    // A stream's chunk may wait five seconds for Redis; once it is known to be gone, nothing waits.
    private static readonly TimeSpan AtOnce = TimeSpan.FromSeconds(1);

    private static readonly string[] Known = [.. Enumerable.Range(0, 40).Select(i => $"known-{i}")];
    private static readonly string[] Cold = [.. Enumerable.Range(0, 40).Select(i => $"cold-{i}")];
    private static readonly IEnumerable<uint> AllItems = Enumerable.Range(0, 40).Select(i => (uint)i);

    private RedisServer redis = null!;
    private RunningServer server = null!;
    private ulong sequence;

    public async Task InitializeAsync()
    {
        redis = await RedisServer.StartAsync(new RedisServerOptions { IsPersistent = true });
        server = await RunningServer.StartAsync("--store", redis.Address);
        var calls = new ProfileCalls(server.Channel);
        await calls.StoreAsync(ProfileCalls.Of([.. Known, .. Cold]));
        await calls.LookupAsync(Known);
    }

    public async Task DisposeAsync()
    {
        // Fails where the server logged an error.
        await server.DisposeAsync();
        await redis.DisposeAsync();
    }

    [Fact]
    public async Task StreamClassifyTiers_RedisKilledAndRestarted_OnlyIdsFailAndOnlyMeanwhile()
    {
        await using var profiles = new HealthWatch(server.Channel, HealthWatch.Profiles);
        await using var tiers = new HealthWatch(server.Channel, "influence.v1.TierService");
        await using var whole = new HealthWatch(server.Channel, "");
        await profiles.UntilAsync(ServingStatus.Serving);
        using var plain = await OpenAsync(new ReadOptions());
        using var lenient = await OpenAsync(new ReadOptions { AllowDegraded = true });
        await AssertInlineAsync(plain);
        Assert.All((await IdsAsync(plain, Known)).DataStatus, status => Assert.Equal(DataStatus.Present, status));

        await redis.KillAsync();
        await Until.TrueAsync(
            async () =>
            {
                await AssertInlineAsync(plain);
                await AssertInlineAsync(lenient);
                return profiles.Seen[^1] == ServingStatus.NotServing;
            },
            "the profile service is not serving");
        await AssertGoneAsync(plain, lenient);

        await redis.RestartAsync();
        await profiles.UntilAsync(ServingStatus.Serving);
        var back = Stopwatch.StartNew();
        await Until.TrueAsync(async () => (await IdsAsync(plain, [.. Known, .. Cold])).Errors.Count == 0, "ids are answered on the same stream", TimeSpan.FromSeconds(5));
        output.WriteLine($"ids answered {back.ElapsedMilliseconds} ms after SERVING");
        Assert.All((await IdsAsync(lenient, Known)).DataStatus, status => Assert.Equal(DataStatus.Present, status));
        await AssertInlineAsync(plain);
        await plain.CompleteAsync();
        Assert.True((await plain.SummaryAsync()).Complete);
        Assert.Equal([ServingStatus.Serving, ServingStatus.NotServing, ServingStatus.Serving], profiles.Seen);
        Assert.Equal([ServingStatus.Serving], tiers.Seen);
        Assert.Equal([ServingStatus.Serving], whole.Seen);
    }

    [Fact]
    public async Task StreamScoreFit_RedisKilledAndRestarted_OnlyIdsFailAndOnlyMeanwhile()
    {
        await using var profiles = new HealthWatch(server.Channel, HealthWatch.Profiles);
        await profiles.UntilAsync(ServingStatus.Serving);
        using var stream = new FitStream(server.Channel);
        await stream.ConfigureAsync(new StreamScoreFitConfig { Brief = FitExamples.Brief });
        var before = await FitsAsync(stream, Known);
        Assert.Empty(before.Errors);

        await redis.KillAsync();
        await profiles.UntilAsync(ServingStatus.NotServing);
        await Until.TrueAsync(async () => (await FitsAsync(stream, Known)).Errors.Count > 0, "memory is not sure any more");
        StoreFaults.AssertUnavailable((await FitsAsync(stream, Cold)).Errors, AllItems);
        await stream.SendAsync(++sequence, new Items { Profiles = new CreatorProfiles { Profiles = { WireProfiles.Full("inline") } } });
        Assert.Empty((await stream.ResultAsync()).Fits.Errors);
        var fits = new FitService.FitServiceClient(server.Channel);
        var single = await Refused.ByAsync(() => fits.ScoreFitAsync(new ScoreFitRequest { CreatorId = Cold[0], Brief = FitExamples.Brief }).ResponseAsync);
        Assert.Equal("PROFILE_STORE_UNAVAILABLE", single.Reason());

        await redis.RestartAsync();
        await profiles.UntilAsync(ServingStatus.Serving);
        await Until.TrueAsync(async () => (await FitsAsync(stream, [.. Known, .. Cold])).Errors.Count == 0, "ids are scored on the same stream", TimeSpan.FromSeconds(5));
        Assert.Equal(before.Scores, (await FitsAsync(stream, Known)).Scores);
        await stream.CompleteAsync();
        Assert.True((await stream.SummaryAsync()).Complete);
    }

    [Fact]
    public async Task Check_RedisKilledAndRestarted_FollowsIt()
    {
        var health = new Health.HealthClient(server.Channel);
        var availability = server.Services.GetRequiredService<StoreAvailability>();
        await Until.TrueAsync(async () => await StatusAsync(HealthWatch.Profiles) == ServingStatus.Serving, "the profile service is serving");
        Assert.Equal(0, availability.OpenCircuits);

        await redis.KillAsync();
        await Until.TrueAsync(async () => await StatusAsync(HealthWatch.Profiles) == ServingStatus.NotServing, "the profile service is not serving");
        Assert.Equal(3, availability.OpenCircuits);
        Assert.Equal(ServingStatus.Serving, await StatusAsync(""));
        Assert.Equal(ServingStatus.Serving, await StatusAsync("influence.v1.TierService"));

        await redis.RestartAsync();
        await Until.TrueAsync(async () => await StatusAsync(HealthWatch.Profiles) == ServingStatus.Serving, "the profile service is serving again");
        await Until.TrueAsync(() => availability.OpenCircuits == 0, "all lines are asked again");

        async Task<ServingStatus> StatusAsync(string service) =>
            (await health.CheckAsync(new HealthCheckRequest { Service = service }).ResponseAsync.WaitAsync(Until.Patience)).Status;
    }

    private async Task<FitColumns> FitsAsync(FitStream stream, string[] ids)
    {
        await stream.SendAsync(++sequence, new Items { Ids = ProfileCalls.IdsOf(ids) });
        var result = await stream.ResultAsync();
        Assert.Equal(sequence, result.Sequence);
        Assert.Null(result.Status);
        return result.Fits;
    }

    private async Task AssertGoneAsync(TierStream plain, TierStream lenient)
    {
        // What is in memory is answered as fresh for as long as nothing can have been written that was not heard of.
        await Until.TrueAsync(async () => (await IdsAsync(plain, Known)).Errors.Count > 0, "memory is not sure any more");
        var waits = new List<TimeSpan>();
        for (var chunk = 0; chunk < ChunksWhileGone; chunk++)
        {
            var begun = Stopwatch.GetTimestamp();
            var failed = await IdsAsync(plain, chunk % 2 == 0 ? Known : Cold);
            waits.Add(Stopwatch.GetElapsedTime(begun));
            StoreFaults.AssertUnavailable(failed.Errors, AllItems);
            Assert.All(failed.DataStatus, status => Assert.Equal(DataStatus.Unspecified, status));
            await AssertInlineAsync(plain);
        }

        waits.Sort();
        output.WriteLine($"a chunk of ids fails after {waits[waits.Count / 2].TotalMilliseconds:F1} ms, at most {waits[^1].TotalMilliseconds:F1} ms");
        Assert.InRange(waits[waits.Count / 2], TimeSpan.Zero, AtOnce);

        var degraded = await IdsAsync(lenient, Known);
        Assert.Empty(degraded.Errors);
        Assert.All(degraded.DataStatus, status => Assert.Equal(DataStatus.Degraded, status));
        Assert.All(degraded.Columns.Single().Ordinals, ordinal => Assert.NotEqual(0u, ordinal));
        StoreFaults.AssertUnavailable((await IdsAsync(lenient, Cold)).Errors, AllItems);
        await AssertInlineAsync(lenient);
    }

    private async Task<TierStream> OpenAsync(ReadOptions options)
    {
        var stream = new TierStream(server.Channel);
        await stream.SendAsync(new StreamClassifyTiersConfig { ReadOptions = options });
        await stream.AcceptedAsync();
        return stream;
    }

    private async Task AssertInlineAsync(TierStream stream)
    {
        await stream.SendAsync(++sequence, 30_000, 0, 5_000_000);
        Assert.Empty((await ResultAsync(stream)).Errors);
        var profile = WireProfiles.Full("inline");
        await stream.SendAsync(++sequence, new Items { Profiles = new CreatorProfiles { Profiles = { profile, profile } } });
        Assert.Empty((await ResultAsync(stream)).Errors);
    }

    private async Task<TierColumns> IdsAsync(TierStream stream, string[] ids)
    {
        await stream.SendAsync(++sequence, new Items { Ids = ProfileCalls.IdsOf(ids) });
        return await ResultAsync(stream);
    }

    private async Task<TierColumns> ResultAsync(TierStream stream)
    {
        var result = await stream.ResultAsync();
        Assert.Equal(sequence, result.Sequence);
        Assert.Null(result.Status);
        return result.Tiers;
    }
}
