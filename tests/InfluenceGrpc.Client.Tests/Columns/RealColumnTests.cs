using Influence.V1;
using InfluenceGrpc.Testing;

namespace InfluenceGrpc.Client.Tests.Columns;

/// <summary>Columns against the product's own server.</summary>
public class RealColumnTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task ClassifyFollowers_SeveralSchemes_AgreesWithObjects()
    {
        await using var server = await RunningServer.StartAsync();
        using var client = InfluenceClient.Connect(server.Address);
        var random = new Random(9);
        ulong[] counts = [.. Enumerable.Range(0, 30_000).Select(i => i % 100 == 7 ? FollowerCounts.Missing : i % 100 == 8 ? 20_000_000_000 : (ulong)Math.Exp(random.NextDouble() * 18))];
        var options = new ClassifyStreamOptions
        {
            Schemes = new TierSchemeSelection { SchemeIds = { "harvard-media", "iab-uk" } }, Platform = Platform.Instagram, BoundaryMargins = true, UnrankedReasons = true,
        };

        var objects = await client.ClassifyAsync(counts, count => count == FollowerCounts.Missing ? null : count, options).WithTimeout(Patience).ToListAsync();
        var at = 0;
        var classification = client.ClassifyFollowersAsync(counts, options);
        await foreach (var chunk in classification.WithTimeout(Patience))
        {
            var expected = objects[at++];
            Assert.Equal((expected.Sequence, expected.Items.Count, expected.FailedCount), (chunk.Sequence, chunk.Count, chunk.FailedCount));
            for (var scheme = 0; scheme < 2; scheme++)
            {
                for (var i = 0; i < chunk.Count; i++)
                {
                    Assert.Equal(expected.ErrorOf(i)?.Reason, chunk.ErrorOf(i)?.Reason);
                    Assert.Equal(expected.ErrorOf(i) is null ? expected.OrdinalOf(scheme, i) : ClassifiedColumns.Failed, chunk.OrdinalsOf(scheme)[i]);
                    Assert.Equal(expected.MarginOf(scheme, i), chunk.MarginsOf(scheme)[i]);
                    Assert.Equal(expected.UnrankedReasonOf(scheme, i), (UnrankedReason)chunk.UnrankedReasonsOf(scheme)[i]);
                }
            }
        }

        Assert.Equal(objects.Count, at);
        Assert.Equal((29_400L, 600L), (classification.Totals.Ok, classification.Totals.Failed));
        Assert.Equal(["harvard-media", "iab-uk"], classification.Schemes.Select(scheme => scheme.Id));
    }

    [Fact]
    public async Task ClassifyFollowers_ServerRestarts_AnswersEachCountOnce()
    {
        const int count = 1_000_000;
        var first = await RunningServer.StartAsync();
        using var client = InfluenceClient.Connect(first.Address);
        RunningServer? second = null;
        Task? restart = null;
        ulong[] counts = [.. Enumerable.Range(0, count).Select(i => (ulong)i)];
        var classification = client.ClassifyFollowersAsync(
            counts, new ClassifyStreamOptions { MaxItemsPerChunk = 1000, Schemes = new TierSchemeSelection { SchemeIds = { "harvard-media" } } });
        var next = 0;
        await foreach (var chunk in classification.WithTimeout(Patience))
        {
            Assert.Equal((next, 1000), (chunk.First, chunk.Count));
            AssertBetween(chunk.Schemes.Single().Tiers, next, chunk.OrdinalsOf());
            next += chunk.Count;
            if (next == 20_000)
            {
                restart = RestartAsync();
            }
        }

        await restart!.WaitAsync(Patience);
        Assert.Equal((count, true), (next, classification.Totals.Complete));
        Assert.True(classification.Totals.Retries > 0);
        await second!.DisposeAsync();

        async Task RestartAsync()
        {
            await first.DisposeAsync();
            second = await RunningServer.StartAsync("--listen", $"127.0.0.1:{first.Address.Port}");
        }
    }

    // By what the scheme itself says.
    private static void AssertBetween(IReadOnlyList<Tier> tiers, int first, ReadOnlySpan<byte> ordinals)
    {
        for (var i = 0; i < ordinals.Length; i++)
        {
            var followers = (ulong)(first + i);
            var expected = tiers.LastOrDefault(tier => tier.LowerFollowers <= followers);
            Assert.Equal(expected?.Ordinal ?? 0, ordinals[i]);
        }
    }
}
