using System.Diagnostics;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Influence.V1;
using InfluenceGrpc.Testing;

namespace InfluenceGrpc.Functional.Tests.Redis;

/// <summary>How long profiles and deletions stay, and that memory does not outlive them.</summary>
[Trait("Needs", "tools")]
public sealed class LifetimeTests
{
    private const int Creators = 200;
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Stored_ProfilesAndDeletions_LiveAsLongAsIsSetAndNotAllAlike()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var server = await RunningServer.StartAsync(
            "--store", redis.Address, "--Profiles:EvictAfter", "10:00:00", "--Profiles:MaxAge", "01:00:00", "--Profiles:RememberDeletions", "03:00:00");
        var calls = new ProfileCalls(server.Channel);
        await calls.StoreAsync(ProfileCalls.Of(Enumerable.Range(0, Creators).Select(i => $"kept-{i}")));
        await calls.StoreAsync(ProfileCalls.Of(["gone"]));
        Assert.Equal(DeleteOutcome.Deleted, await calls.DeleteAsync("gone", 2));

        var profiles = new List<TimeSpan>();
        foreach (var key in ((object?[])(await redis.AskAsync("KEYS", "*"))!).Cast<string>())
        {
            var left = TimeSpan.FromMilliseconds((long)(await redis.AskAsync("PTTL", key))!);
            if (key.EndsWith(":gone", StringComparison.Ordinal))
            {
                Assert.InRange(left, TimeSpan.FromHours(3) - Slack, TimeSpan.FromHours(3));
            }
            else
            {
                profiles.Add(left);
            }
        }

        // Up to a tenth more: with 200 of them, some near either end.
        Assert.Equal(Creators, profiles.Count);
        Assert.All(profiles, left => Assert.InRange(left, TimeSpan.FromHours(10) - Slack, TimeSpan.FromHours(11)));
        Assert.InRange(profiles.Max() - profiles.Min(), TimeSpan.FromMinutes(45), TimeSpan.FromHours(1));
    }

    [Fact]
    public async Task GetProfile_Aging_TurnsTooOldAndThenNotFoundThoughMemoryHadIt()
    {
        var (maxAge, evictAfter, nearCache) = (TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(3), TimeSpan.FromMilliseconds(300));
        await using var redis = await RedisServer.StartAsync();
        await using var server = await RunningServer.StartAsync(
            "--store", redis.Address, "--Profiles:MaxAge", $"{maxAge:c}", "--Profiles:EvictAfter", $"{evictAfter:c}", "--Profiles:NearCacheLifetime", $"{nearCache:c}");
        var client = new ProfileService.ProfileServiceClient(server.Channel);
        var stale = new ReadOptions { AllowStale = true };
        var begun = Stopwatch.StartNew();
        await new ProfileCalls(server.Channel).StoreAsync([new CreatorProfile { CreatorId = "aging", Followers = 7, Version = 1 }]);
        var written = Stopwatch.StartNew();

        // Asked all the time, so that it is in memory all the time.
        var statuses = new List<DataStatus>();
        var wasTooOld = false;
        while (true)
        {
            var (least, most) = (written.Elapsed, begun.Elapsed);
            DataStatus now;
            try
            {
                now = (await client.GetProfileAsync(new GetProfileRequest { CreatorId = "aging", ReadOptions = stale }).ResponseAsync.WaitAsync(Until.Patience)).DataStatus;
            }
            catch (RpcException exception) when (exception.StatusCode == StatusCode.NotFound)
            {
                Assert.True(begun.Elapsed >= evictAfter, $"Gone after {begun.Elapsed}.");
                break;
            }

            Assert.True(least <= (evictAfter * 1.1) + nearCache, $"Still found {least} after it was written.");
            Assert.Equal(begun.Elapsed < maxAge ? DataStatus.Present : most > maxAge + Slack ? DataStatus.OutsideMaxAge : now, now);
            if (!wasTooOld && now == DataStatus.OutsideMaxAge)
            {
                wasTooOld = true;
                var refused = await Refused.ByAsync(() => client.GetProfileAsync(new GetProfileRequest { CreatorId = "aging" }).ResponseAsync);
                Assert.Equal("PROFILE_OUTSIDE_MAX_AGE", refused.Reason());
            }

            if (statuses.LastOrDefault() != now)
            {
                statuses.Add(now);
            }
        }

        Assert.Equal([DataStatus.Present, DataStatus.OutsideMaxAge], statuses);
        Assert.True(wasTooOld);
        Assert.Equal(0L, await redis.AskAsync("DBSIZE"));
        var rows = await new ProfileCalls(server.Channel).LookupAsync(["aging"], new ReadOptions { MaxAge = TimeSpan.FromDays(1).ToDuration(), AllowDegraded = true });
        Assert.Equal([DataStatus.NotFound], rows.DataStatus);
    }
}
