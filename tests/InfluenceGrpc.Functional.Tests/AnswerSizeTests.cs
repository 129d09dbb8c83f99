using Influence.V1;

namespace InfluenceGrpc.Functional.Tests;

/// <summary>No answer grows beyond 1 MiB, whatever is asked and however wrong it is.</summary>
public sealed class AnswerSizeTests(ServerFixture fixture) : IClassFixture<ServerFixture>, IDisposable
{
    private const int MaxAnswerBytes = 1024 * 1024;

    private readonly TierService.TierServiceClient client = new(fixture.Server.Channel);

    // After every test: a fixture that fails at its end fails no test.
    public void Dispose() => fixture.Server.AssertNoErrorLogged();

    [Fact]
    public async Task BatchClassifyTiers_EverySchemeAndColumn_StaysBelow()
    {
        var items = new Items { Followers = new FollowerColumns { Missing = { Enumerable.Range(0, 5_000).Select(i => (uint)i * 2) } } };
        items.Followers.Followers.AddRange(Enumerable.Range(0, 10_000).Select(i => (ulong)i));

        var response = await AskAsync(items);

        Assert.InRange(response.CalculateSize(), 900_000, MaxAnswerBytes);
    }

    [Fact]
    public async Task BatchClassifyTiers_TenThousandProfilesWrongInManyWays_StaysBelowAndLosesNoItem()
    {
        var items = new Items { Profiles = new CreatorProfiles() };
        for (var i = 0; i < 10_000; i++)
        {
            items.Profiles.Profiles.Add(new CreatorProfile { CreatorId = "", Platform = (Platform)99, Topics = { [$"T{i}"] = 2 } });
        }

        var response = await AskAsync(items);

        Assert.InRange(response.CalculateSize(), 900_000, MaxAnswerBytes);
        Assert.Equal(
            Enumerable.Range(0, 10_000).Select(i => (uint)i), response.Tiers.Errors.SelectMany(errors => errors.Indexes).Order());
    }

    [Fact]
    public async Task BatchClassifyTiers_ProfilesWithHundredsOfFaultsEach_StaysBelowAndAnswersTheGoodOnes()
    {
        var items = new Items { Profiles = new CreatorProfiles() };
        for (var i = 0; i < 70; i++)
        {
            var bad = new CreatorProfile { CreatorId = "c", Followers = 700 };
            for (var topic = 0; topic < 300; topic++)
            {
                bad.Topics[$"Bad Topic {i} {topic} {new string('x', 40)}"] = 2;
            }

            items.Profiles.Profiles.Add(bad);
        }

        items.Profiles.Profiles.Add(new CreatorProfile { CreatorId = "good", Platform = Platform.Instagram, Followers = 700 });

        var response = await AskAsync(items);

        Assert.InRange(response.CalculateSize(), 10_000, 100_000);
        Assert.Equal(1u, response.Tiers.Columns[0].Ordinals[70]);
        Assert.Contains("more faults are not listed", response.Tiers.Errors[0].Status.Detail<Google.Rpc.BadRequest>()!.FieldViolations[^1].Description, StringComparison.Ordinal);
    }

    private async Task<BatchClassifyTiersResponse> AskAsync(Items items)
    {
        var ids = (await client.ListTierSchemesAsync(new ListTierSchemesRequest())).Schemes.Select(scheme => scheme.Id);
        return await client.BatchClassifyTiersAsync(new BatchClassifyTiersRequest
        {
            Items = items,
            Schemes = new TierSchemeSelection { SchemeIds = { ids } },
            Columns = new TierColumnOptions { BoundaryMargins = true, UnrankedReasons = true },
        });
    }
}
