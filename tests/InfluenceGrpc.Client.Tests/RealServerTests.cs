using Grpc.Core;
using Influence.V1;
using InfluenceGrpc.Testing;

namespace InfluenceGrpc.Client.Tests;

/// <summary>The client against the product's own server.</summary>
public class RealServerTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task UnaryCalls_RealServer_Answer()
    {
        await using var server = await RunningServer.StartAsync();
        using var client = InfluenceClient.Connect(server.Address);

        var info = await client.GetServerInfoAsync().WaitAsync(Patience);
        var schemes = await client.ListTierSchemesAsync().WaitAsync(Patience);
        var number = await client.ClassifyTierAsync(3000).WaitAsync(Patience);
        var profile = await client.ClassifyTierAsync(new CreatorProfile { CreatorId = "a", Followers = 3000 }).WaitAsync(Patience);
        var batch = new BatchClassifyTiersRequest { Items = new Items { Followers = new FollowerColumns { Followers = { 3000, 0 } } } };
        var columns = await client.BatchClassifyTiersAsync(batch).WaitAsync(Patience);
        var activity = await client.GetServerActivityAsync().WaitAsync(Patience);

        Assert.Equal((info.DefaultTierSchemeId, info.TierSchemeCount), (schemes.DefaultSchemeId, (uint)schemes.Schemes.Count));
        Assert.Equal("micro", number.Classifications.Single().Tier.Id);
        Assert.Equal(number.Classifications, profile.Classifications);
        Assert.Equal([2U, 0U], columns.Tiers.Columns[0].Ordinals);
        Assert.Equal(2UL, activity.Rpcs.Single(rpc => rpc.Rpc == "influence.v1.TierService/ClassifyTier").ItemsOk);
    }

    [Fact]
    public async Task Classify_SeveralSchemes_AgreesWithOneByOne()
    {
        await using var server = await RunningServer.StartAsync();
        using var client = InfluenceClient.Connect(server.Address);
        var selection = new TierSchemeSelection { SchemeIds = { "harvard-media", "iab-uk" } };
        var random = new Random(9);
        ulong?[] creators = [.. Enumerable.Range(0, 30_000).Select(i => i % 100 == 7 ? (ulong?)null : (ulong)Math.Exp(random.NextDouble() * 18))];
        var options = new ClassifyStreamOptions { Schemes = selection, BoundaryMargins = true, UnrankedReasons = true };

        var classification = client.ClassifyAsync(creators, followers => followers, options);
        var at = 0;
        await foreach (var chunk in classification.WithTimeout(Patience))
        {
            Assert.Equal(["harvard-media", "iab-uk"], chunk.Schemes.Select(scheme => scheme.Id));
            for (var i = 0; i < chunk.Items.Count; i++, at++)
            {
                Assert.Equal(creators[at], chunk.Items[i]);
                Assert.Equal(creators[at] is null ? "FOLLOWERS_MISSING" : null, chunk.ErrorOf(i)?.Reason);
                if (creators[at] is { } followers && at % 500 == 0)
                {
                    var single = await client.ClassifyTierAsync(followers, selection).WaitAsync(Patience);
                    Assert.Equal(single.Classifications.Select(c => (int)c.Ordinal), [chunk.OrdinalOf(0, i), chunk.OrdinalOf(1, i)]);
                    Assert.Equal(single.Classifications[0].BoundaryMargin, chunk.MarginOf(0, i), 1e-5);
                    Assert.Equal(single.Classifications[1].UnrankedReason, chunk.UnrankedReasonOf(1, i));
                }
            }
        }

        Assert.Equal(30_000, at);
        Assert.Equal((29_700L, 300L), (classification.Totals.Ok, classification.Totals.Failed));
    }

    // It says when to ask again, and is asked again: nothing is lost.
    [Fact]
    public async Task Classify_ServerWithoutAPlace_WaitsForOne()
    {
        await using var server = await RunningServer.StartAsync("--Limits:MaxStreams", "1");
        using var client = InfluenceClient.Connect(server.Address);
        var held = new TierService.TierServiceClient(server.Channel).StreamClassifyTiers();
        await held.RequestStream.WriteAsync(new() { Config = new() }).WaitAsync(Patience);
        Assert.True(await held.ResponseStream.MoveNext(CancellationToken.None).WaitAsync(Patience));

        var classification = client.ClassifyAsync([1_000UL, 2_000UL], followers => followers);
        var answered = 0;
        var running = Task.Run(async () =>
        {
            await foreach (var chunk in classification.WithTimeout(Patience))
            {
                answered += chunk.Items.Count;
            }
        });
        await Assert.ThrowsAsync<TimeoutException>(() => running.WaitAsync(TimeSpan.FromMilliseconds(500)));
        held.Dispose();
        await running.WaitAsync(Patience);
        Assert.Equal(2, answered);
        Assert.True(classification.Totals.Retries > 0);
    }

    [Fact]
    public async Task Classify_Profiles_StayWithinTheServersBytes()
    {
        await using var server = await RunningServer.StartAsync("--Limits:MaxChunkBytes", "4096");
        using var client = InfluenceClient.Connect(server.Address);
        var random = new Random(4);
        CreatorProfile[] profiles =
        [
            .. Enumerable.Range(0, 2000).Select(i => new CreatorProfile
            {
                CreatorId = new string('x', random.Next(1, 129)),
                Platform = Platform.Tiktok,
                Followers = (ulong)i,
            }),
        ];

        var classification = client.ClassifyAsync(profiles, profile => profile);
        List<CreatorProfile> answered = [];
        await foreach (var chunk in classification.WithTimeout(Patience))
        {
            Assert.Null(chunk.Refusal);
            answered.AddRange(chunk.Items);
        }

        Assert.Equal(profiles, answered);
        Assert.InRange(classification.Totals.Chunks, 30, 60);
    }

    [Fact]
    public async Task Classify_UnknownScheme_IsRefusedWithReason()
    {
        await using var server = await RunningServer.StartAsync();
        using var client = InfluenceClient.Connect(server.Address);
        var options = new ClassifyStreamOptions { Schemes = new TierSchemeSelection { SchemeIds = { "no-such" } } };

        var fault = await Assert.ThrowsAsync<InfluenceException>(
            async () => await client.ClassifyAsync([1UL], count => count, options).GetAsyncEnumerator().MoveNextAsync().AsTask().WaitAsync(Patience));

        Assert.Equal((StatusCode.InvalidArgument, "UNKNOWN_TIER_SCHEME"), (fault.StatusCode, fault.Reason));
    }

    [Fact]
    public async Task Classify_ServerRestarts_AnswersEachItemOnce()
    {
        var first = await RunningServer.StartAsync();
        using var client = InfluenceClient.Connect(first.Address);
        RunningServer? second = null;
        Task? restart = null;
        var classification = client.ClassifyAsync(
            Enumerable.Range(0, 200_000), item => (ulong)item, new ClassifyStreamOptions { MaxItemsPerChunk = 1000 });
        var next = 0;
        await foreach (var chunk in classification.WithTimeout(Patience))
        {
            Assert.Equal(Enumerable.Range(next, 1000), chunk.Items);
            next += 1000;
            if (next == 20_000)
            {
                restart = RestartAsync();
            }
        }

        await restart!.WaitAsync(Patience);
        Assert.Equal((200_000, true), (next, classification.Totals.Complete));
        Assert.True(classification.Totals.Retries > 0);
        await second!.DisposeAsync();

        async Task RestartAsync()
        {
            await first.DisposeAsync();
            second = await RunningServer.StartAsync("--listen", $"127.0.0.1:{first.Address.Port}");
        }
    }
}
