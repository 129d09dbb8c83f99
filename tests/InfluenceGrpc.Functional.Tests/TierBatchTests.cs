using Grpc.Core;
using Influence.V1;
using InfluenceGrpc.Testing;

namespace InfluenceGrpc.Functional.Tests;

/// <summary>TierService's batches: items that fail alone, limits, and that they answer what single calls answer.</summary>
public sealed class TierBatchTests(ServerFixture fixture) : IClassFixture<ServerFixture>, IDisposable
{
    private readonly TierService.TierServiceClient client = new(fixture.Server.Channel);

    // After every test: a fixture that fails at its end fails no test.
    public void Dispose() => fixture.Server.AssertNoErrorLogged();

    [Fact]
    public async Task BatchClassifyTiers_ProfilesWithFaults_FailAlikeUnderOneStatus()
    {
        var bad = new CreatorProfile { CreatorId = "bad", Followers = 700, Audience = new Audience { AuthenticShare = 1.5f } };
        var response = await client.BatchClassifyTiersAsync(new BatchClassifyTiersRequest
        {
            Items = new Items
            {
                Profiles = new CreatorProfiles { Profiles = { bad, new CreatorProfile { CreatorId = "good", Followers = 700 }, bad } },
            },
        });

        Assert.Equal([0u, 1, 0], response.Tiers.Columns.Single().Ordinals);
        var errors = Assert.Single(response.Tiers.Errors);
        Assert.Equal([0u, 2], errors.Indexes);
        Assert.Equal("INVALID_PROFILE", errors.Status.Reason());
        Assert.Equal(["audience.authenticShare"], errors.Status.Fields());
    }

    [Fact]
    public async Task BatchClassifyTiers_MoreKindsOfFaultThanAreTold_StaysSmallAndLosesNoItem()
    {
        var items = new Items { Profiles = new CreatorProfiles() };
        for (var i = 0; i < 200; i++)
        {
            items.Profiles.Profiles.Add(new CreatorProfile { CreatorId = "c", Followers = 1, Topics = { [$"t{i}"] = 2 } });
        }

        var response = await client.BatchClassifyTiersAsync(new BatchClassifyTiersRequest { Items = items });

        Assert.Equal(64, response.Tiers.Errors.Count);
        Assert.Equal(
            Enumerable.Range(0, 200).Select(i => (uint)i),
            response.Tiers.Errors.SelectMany(errors => errors.Indexes).Order());
    }

    [Theory]
    [InlineData(10_000, true)]
    [InlineData(10_001, false)]
    public async Task BatchClassifyTiers_AtTheLimitAndOnePast_IsTakenAndRefused(int count, bool taken)
    {
        var request = new BatchClassifyTiersRequest
        {
            Items = new Items { Followers = new FollowerColumns { Followers = { new ulong[count] } } },
        };
        if (taken)
        {
            Assert.Equal((uint)count, (await client.BatchClassifyTiersAsync(request)).Tiers.ItemCount);
            return;
        }

        var status = await Refused.ByAsync(() => client.BatchClassifyTiersAsync(request).ResponseAsync);
        Assert.Equal("TOO_MANY_ITEMS", status.Reason());
        Assert.Equal((int)StatusCode.ResourceExhausted, status.Code);
    }

    [Theory]
    [InlineData("followers")]
    [InlineData("profiles")]
    [InlineData("ids")]
    public async Task BatchClassifyTiers_PastTheByteLimit_IsRefusedWhateverTheKind(string kind)
    {
        await using var small = await RunningServer.StartAsync("--Limits:MaxChunkBytes", "1024", "--Limits:MaxMessageBytes", "1000000");
        var items = kind switch
        {
            "followers" => new Items { Followers = new FollowerColumns { Followers = { Enumerable.Repeat(9_000_000_000UL, 300) } } },
            "profiles" => new Items { Profiles = new CreatorProfiles { Profiles = { Enumerable.Repeat(new CreatorProfile { CreatorId = new string('x', 100) }, 20) } } },
            _ => new Items { Ids = new CreatorIds { CreatorIds_ = { Enumerable.Repeat(new string('x', 100), 20) } } },
        };

        var status = await Refused.ByAsync(
            () => new TierService.TierServiceClient(small.Channel).BatchClassifyTiersAsync(new BatchClassifyTiersRequest { Items = items }).ResponseAsync);

        Assert.Equal("TOO_MANY_BYTES", status.Reason());
        Assert.Equal(items.CalculateSize().ToString(), status.ReasonMetadata()["got"]);
    }

    [Theory]
    [InlineData(new uint[] { 3 }, "items.followers.missing[0]")]
    [InlineData(new uint[] { 1, 1 }, "items.followers.missing[1]")]
    [InlineData(new uint[] { 2, 1 }, "items.followers.missing[1]")]
    public async Task BatchClassifyTiers_MissingOutOfOrderOrRange_IsRefused(uint[] missing, string field)
    {
        var status = await Refused.ByAsync(() => client.BatchClassifyTiersAsync(new BatchClassifyTiersRequest
        {
            Items = new Items { Followers = new FollowerColumns { Followers = { 1, 2, 3 }, Missing = { missing } } },
        }).ResponseAsync);

        Assert.Equal([field], status.Fields());
    }

    [Fact]
    public async Task BatchClassifyTiers_NoItems_AnswersNone()
    {
        var response = await client.BatchClassifyTiersAsync(new BatchClassifyTiersRequest
        {
            Items = new Items { Followers = new FollowerColumns() },
        });

        Assert.Equal(0u, response.Tiers.ItemCount);
        Assert.Empty(response.Tiers.Columns.Single().Ordinals);
    }

    /// <summary>A batch answers what the same creators sent one by one are answered, under every scheme at once.</summary>
    [Fact]
    public async Task BatchClassifyTiers_RandomCreators_EqualsOneByOne()
    {
        var random = new Random(7);
        var schemes = new TierSchemeSelection();
        schemes.SchemeIds.AddRange((await client.ListTierSchemesAsync(new ListTierSchemesRequest())).Schemes.Select(scheme => scheme.Id));
        var profiles = Enumerable.Range(0, 150).Select(i => RandomProfile(random, i)).ToArray();

        var batch = await client.BatchClassifyTiersAsync(new BatchClassifyTiersRequest
        {
            Items = new Items { Profiles = new CreatorProfiles { Profiles = { profiles } } },
            Schemes = schemes,
            Columns = new TierColumnOptions { BoundaryMargins = true, UnrankedReasons = true },
        });

        for (var i = 0; i < profiles.Length; i++)
        {
            var failure = batch.Tiers.Errors.SingleOrDefault(errors => errors.Indexes.Contains((uint)i));
            if (failure is not null)
            {
                var status = await Refused.ByAsync(() => client.ClassifyTierAsync(Single(profiles[i])).ResponseAsync);
                Assert.Equal(failure.Status.Reason(), status.Reason());
                continue;
            }

            var single = await client.ClassifyTierAsync(Single(profiles[i]));
            for (var column = 0; column < schemes.SchemeIds.Count; column++)
            {
                var classification = single.Classifications[column];
                Assert.Equal(classification.Ordinal, batch.Tiers.Columns[column].Ordinals[i]);
                Assert.Equal(classification.UnrankedReason, batch.Tiers.Columns[column].UnrankedReasons[i]);
                Assert.Equal(
                    classification.HasBoundaryMargin ? (float)classification.BoundaryMargin : float.NaN,
                    batch.Tiers.Columns[column].BoundaryMargins[i]);
            }
        }

        ClassifyTierRequest Single(CreatorProfile profile) => new() { Profile = profile, Schemes = schemes };
    }

    private static CreatorProfile RandomProfile(Random random, int number)
    {
        var profile = new CreatorProfile { CreatorId = $"c{number}", Platform = (Platform)random.Next(0, 5) };
        if (random.Next(10) > 0)
        {
            profile.Followers = (ulong)Math.Exp(random.NextDouble() * 22);
        }

        if (random.Next(2) > 0)
        {
            profile.Engagement = new Engagement { AverageLikes = random.Next(10_000), AverageComments = random.Next(300) };
            profile.Audience = new Audience { DecisionMakerShare = (float)random.NextDouble() };
        }

        if (random.Next(20) == 0)
        {
            profile.Topics["Not A Path"] = 0.5f;
        }

        return profile;
    }
}
