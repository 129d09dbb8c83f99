using Influence.V1;
using static InfluenceGrpc.Cli.Tests.FitOutput;

namespace InfluenceGrpc.Cli.Tests;

/// <summary><c>influence compare</c> against the product's own server.</summary>
public sealed class CompareCommandTests(CliServer server) : IClassFixture<CliServer>
{
    [Fact]
    public async Task Compare_Plans_TellsFiguresWinnersAndOverlaps()
    {
        var plans = server.Write("golden.json", CampaignSample.Plans);

        var run = await CliRun.AsAsync(server.Address, "compare", plans);

        Assert.Equal((ExitCodes.Success, ""), (run.ExitCode, run.Error));
        Assert.Equal(
            await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Golden", "compare.txt")),
            run.Output.Replace(server.Folder + "/", "", StringComparison.Ordinal));
        Assert.DoesNotContain('\u001b', run.Output);
    }

    [Theory]
    [InlineData("celebrity-or-micro.json", "Ten micro-influencers", "One celebrity")]
    [InlineData("celebrity-wins.json", "One celebrity", "Ten micro-influencers")]
    public async Task Compare_SampleCampaign_IsWonAsItSays(string file, string winner, string loser)
    {
        var run = await CliRun.AsAsync(server.Address, "compare", Path.Combine(CampaignSample.Folder, file));

        Assert.Equal((ExitCodes.Success, ""), (run.ExitCode, run.Error));
        foreach (var what in new[] { "different people reached in the target", "people reached credibly", "engagements in the target", "cost per engagement in the target" })
        {
            Assert.Contains($"\n  * \"{winner}\" wins on {what} by a factor of ", run.Output, StringComparison.Ordinal);
        }

        Assert.Contains($"  \"One celebrity\" and \"Ten micro-influencers\" come out alike on cost: 100,000 against 100,000.\n", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain($"\"{loser}\" wins on people", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Compare_SampleCampaign_PrintsWhatTheReadmeShows()
    {
        var root = Path.GetFullPath(Path.Combine(CampaignSample.Folder, "..", ".."));

        var run = await CliRun.AsAsync(server.Address, "compare", Path.Combine(CampaignSample.Folder, "celebrity-or-micro.json"));

        var shown = run.Output.Replace(root + Path.DirectorySeparatorChar, "", StringComparison.Ordinal);
        Assert.Contains($"```\n{shown}```\n", await File.ReadAllTextAsync(Path.Combine(root, "README.md")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Compare_FaultsOfFileAndServer_NamesThemInOneList()
    {
        var plans = server.Write(
            "faults.json",
            """
            {
              "brief": { "topcs": { "a": 1 }, "topics": { "a": 7 } },
              "universe": { "people": 0, "dimension": "COUNTRYS" },
              "plans": [
                { "name": "", "creators": [ { "creatorId": "a", "profile": { "creatorId": "b" } }, { "creatorId": "c", "price": 5 } ] },
                { "name": "x", "creators": [ { "creatorIdd": "d" }, { "profile": { "creatorId": "e", "version": -1,
                  "prices": [ { "deliverable": "DELIVERABLE_POST", "amount": { "currencyCode": "NOK", "units": 1.5, "nanos": "many" } } ] } } ] }
              ],
              "overlaps": [ { "firstCreatorId": "c", "secondCreatorId": "d", "shareOfSmaller": 7 } ],
              "readOptions": { "maxAge": "2 days", "allowStale": "no" },
              "modelID": "m"
            }
            """);

        var run = await CliRun.AsAsync(server.Address, "compare", plans);

        Assert.Equal((ExitCodes.Usage, ""), (run.ExitCode, run.Output));
        var faults = run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        string[] expected =
        [
            "line 2: brief.topcs: there is no such field; did you mean topics?",
            "line 3: universe.dimension: 'COUNTRYS' is none of its names; did you mean AUDIENCE_DIMENSION_COUNTRIES?",
            "line 5: plans[0].creators[0].profile: cannot be given beside creatorId",
            "line 6: plans[1].creators[0].creatorIdd: there is no such field; did you mean creatorId?",
            "line 6: plans[1].creators[1].profile.version: must be a whole number from 0 to 18,446,744,073,709,551,615",
            "line 7: plans[1].creators[1].profile.prices[0].amount.units: must be a whole number from -9,223,372,036,854,775,808 to 9,223,372,036,854,775,807",
            "line 7: plans[1].creators[1].profile.prices[0].amount.nanos: must be a whole number from -2,147,483,648 to 2,147,483,647",
            "line 10: readOptions.maxAge: must be a number of seconds such as \"604800s\"",
            "line 10: readOptions.allowStale: must be true or false",
            "line 11: modelID: there is no such field; did you mean modelId?",
            "plans[0].name: ",
            "plans[0].creators[1].price: must be left out where the brief has no cost",
            "brief.topics[\"a\"]: ",
            "universe.people: ",
            "overlaps[0].shareOfSmaller: ",
        ];
        Assert.Equal($"error: {plans} is no comparison of plans:", faults[0]);
        Assert.Equal(expected.Length, faults.Length - 1);
        Assert.All(expected.Order(StringComparer.Ordinal).Zip(faults[1..].Order(StringComparer.Ordinal)),
            pair => Assert.StartsWith($"  {pair.First}", pair.Second, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Compare_FaultsOfTheServerAlone_SaysThatItCannotBeUsed()
    {
        var plans = server.Write("unusable.json", CampaignSample.Plans.Replace("\"bob\", \"shareOf", "\"cy\", \"shareOf", StringComparison.Ordinal));

        var run = await CliRun.AsAsync(server.Address, "compare", plans);

        Assert.Equal(
            (ExitCodes.Usage, $"error: {plans} cannot be used:\n  overlaps[0].secondCreatorId: must be one of the creators; got \"cy\".\n"),
            (run.ExitCode, run.Error));
    }

    [Fact]
    public async Task Compare_WhatIsNotKnown_IsAbsentAndSaysWhy()
    {
        var plans = server.Write(
            "unknown.json",
            CampaignSample.Plans
                .Replace("\"price\": 40000, ", "", StringComparison.Ordinal)
                .Replace("\"followers\": \"52000\",", "", StringComparison.Ordinal)
                .Replace("\"engagement\": { \"averageLikes\": 2500, \"averageComments\": 200, ", "\"engagement\": { ", StringComparison.Ordinal));

        var run = await CliRun.AsAsync(server.Address, "compare", plans);

        Assert.Equal(ExitCodes.Success, run.ExitCode);
        Assert.Matches(@"\n  cost +- +not known: the price of 'ann' is not known\n", run.Output);
        Assert.Matches(@"\n  engagements in the target +- +not known: engagements of 'ann' cannot be told\n", run.Output);
        Assert.Matches(@"\n  cost per thousand reached +- +not known: the price of 'ann' is not known\n", run.Output);
        Assert.DoesNotContain("wins on cost", run.Output, StringComparison.Ordinal);
        Assert.Contains("'ann' does not meet the brief: followers unknown", run.Output, StringComparison.Ordinal);
        Assert.Contains("the reach of 1 of 2 is what the model knows of creators of that size", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Compare_FreePlan_LeavesNoTrailingBlanks()
    {
        var plans = server.Write("gifts.json", CampaignSample.Plans.Replace("\"price\": 90000", "\"price\": 0", StringComparison.Ordinal));

        var run = await CliRun.AsAsync(server.Address, "compare", plans);

        Assert.Matches(@"\n  cost +0 NOK\n", run.Output);
        Assert.DoesNotContain(" \n", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "line 1: this is not JSON: there is nothing in it\n")]
    [InlineData("{ \"universe\": { \"people\": 5, \"people\": 6 } }", "line 1: universe.people: is given twice\n")]
    public async Task Compare_EmptyOrTwice_SaysSoInPlainWords(string text, string expected)
    {
        var run = await CliRun.AsAsync(server.Address, "compare", server.Write("plain.json", text));

        Assert.Equal(ExitCodes.Usage, run.ExitCode);
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("oneof", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Compare_BriefWithoutCost_SaysSo()
    {
        var cost = CampaignSample.Plans.IndexOf("\"cost\"", StringComparison.Ordinal);
        var text = CampaignSample.Plans.Remove(cost, CampaignSample.Plans.IndexOf('}', cost) + 2 - cost);
        text = text.Replace("\"price\": 90000, ", "", StringComparison.Ordinal).Replace("\"price\": 40000, ", "", StringComparison.Ordinal)
            .Replace("\"price\": 45000, ", "", StringComparison.Ordinal);

        var run = await CliRun.AsAsync(server.Address, "compare", server.Write("free.json", text));

        Assert.Equal((ExitCodes.Success, ""), (run.ExitCode, run.Error));
        Assert.Matches(@"\n  cost per engagement +- +not known: the brief asks for no cost\n", run.Output);
    }

    [Fact]
    public async Task Compare_CreatorsOfTheStore_AreLookedUpAndTheMissingNamed()
    {
        await CliRun.AsAsync(server.Address, "profiles", "import", server.Write("kept.jsonl", CampaignSample.Candidates));
        var plans = server.Write(
            "kept.json",
            $$"""
            { "brief": {{CampaignSample.Brief}}, "universe": { "people": 100000 }, "plans": [
              { "name": "kept", "creators": [ { "creatorId": "ann" }, { "creatorId": "nobody" }, { "creatorId": "bob", "price": 1 } ] },
              { "name": "none", "creators": [ { "creatorId": "no-one" } ] } ] }
            """);
        var output = server.PathOf("kept.csv");

        var run = await CliRun.AsAsync(server.Address, "compare", plans, "--out", output);

        Assert.Equal((ExitCodes.RowsFailed, ""), (run.ExitCode, run.Error));
        Assert.Contains("\n  'nobody' failed and is left out: CREATOR_NOT_FOUND: ", run.Output, StringComparison.Ordinal);
        Assert.Contains("\nnone\n  'no-one' failed and is left out: CREATOR_NOT_FOUND: ", run.Output, StringComparison.Ordinal);
        var rows = await RowsAsync(output);
        Assert.Equal([("kept", "2", "8001", "nobody"), ("none", "0", "", "no-one")], rows.Select(row => (row["plan"], row["creators"], row["cost"], row["failed"])));
        Assert.Equal(["", ""], new[] { rows[1]["net_in_target_reach"], rows[1]["overlap_basis"] });
        var json = await CliRun.AsAsync(server.Address, "compare", plans, "--output", "json");
        Assert.Equal((ExitCodes.RowsFailed, ""), (json.ExitCode, json.Error));
        Assert.Contains("\"CREATOR_NOT_FOUND\"", json.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Compare_Out_WritesEveryFigureWithItsInterval(bool piped)
    {
        var plans = server.Write("out.json", CampaignSample.Plans);
        var output = server.PathOf("out.csv");

        var run = await CliRun.AsAsync(server.Address, "compare", plans, "--out", piped ? "-" : output);
        var answer = ComparePlansResponse.Parser.ParseJson((await CliRun.AsAsync(server.Address, "compare", plans, "--output", "json")).Output);

        if (piped)
        {
            Assert.Contains("Which wins on what", run.Error, StringComparison.Ordinal);
            await File.WriteAllTextAsync(output, run.Output);
        }

        var rows = await RowsAsync(output);
        Assert.Equal(["One star", "Two small ones"], rows.Select(row => row["plan"]));
        foreach (var (row, plan) in rows.Zip(answer.Plans))
        {
            var forecast = plan.Forecast;
            (string Name, Estimate Figure)[] figures =
            [
                ("gross_reach", forecast.GrossReach), ("gross_in_target_reach", forecast.GrossInTargetReach),
                ("net_in_target_reach", forecast.NetInTargetReach), ("credible_reach", forecast.CredibleReach), ("frequency", forecast.Frequency),
                ("engagements", forecast.Engagements), ("in_target_engagements", forecast.InTargetEngagements),
                ("cost_per_thousand_reached", forecast.CostPerThousandReached), ("cost_per_in_target_engagement", forecast.CostPerInTargetEngagement),
            ];
            Assert.All(figures, figure => Assert.Equal(
                (figure.Figure.Value, figure.Figure.Lower, figure.Figure.Upper),
                (Number(row[figure.Name]), Number(row[$"{figure.Name}_lower"]), Number(row[$"{figure.Name}_upper"]))));
            Assert.Equal((forecast.Cost, forecast.UniversePeople, "NOK", "exact"), (Number(row["cost"]), Number(row["universe_people"]), row["currency"], row["overlap_basis"]));
        }

        Assert.Empty(Directory.GetFiles(server.Folder, "*.partial"));
    }

    [Fact]
    public async Task Compare_Model_TakesThePlaceOfTheFiles()
    {
        var plans = server.Write("model.json", CampaignSample.Plans.Replace("\"universe\"", "\"modelId\": \"foo\", \"universe\"", StringComparison.Ordinal));

        var own = await CliRun.AsAsync(server.Address, "compare", plans);
        var replaced = await CliRun.AsAsync(server.Address, "compare", plans, "--model", "audience-fit-1");
        var unknown = await CliRun.AsAsync(server.Address, "compare", plans, "--model", "bar");

        Assert.Equal((ExitCodes.Usage, "error: The server has no model 'foo'; it has: audience-fit-1.\n"), (own.ExitCode, own.Error));
        Assert.Equal((ExitCodes.Success, ""), (replaced.ExitCode, replaced.Error));
        Assert.Equal((ExitCodes.Usage, "error: The server has no model 'bar'; it has: audience-fit-1.\n"), (unknown.ExitCode, unknown.Error));
    }

    [Theory]
    [InlineData("none.json", "There is no file")]
    [InlineData("/", "'/' is a folder: name a file.")]
    [InlineData("plans.json --out plans.json", "--out would overwrite the input")]
    [InlineData("plans.json --out nowhere/a.csv", "no such folder")]
    [InlineData("plans.json --server nonsense", "'nonsense' is not an absolute address such as")]
    [InlineData("plans.json --output xml", "xml")]
    [InlineData("", "PLANS.json")]
    public async Task Compare_CannotBeDone_ReturnsUsageAndSaysWhy(string line, string expected)
    {
        var plans = server.Write("plans.json", CampaignSample.Plans);
        var args = line.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(arg => arg.EndsWith(".json", StringComparison.Ordinal) || arg.EndsWith(".csv", StringComparison.Ordinal) ? server.PathOf(arg) : arg);

        var run = await CliRun.AsAsync(server.Address, ["compare", .. args]);

        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.Usage, run.ExitCode);
        Assert.Equal(CampaignSample.Plans, await File.ReadAllTextAsync(plans));
    }

    [Fact]
    public async Task Compare_NoServer_ReturnsUnreachable()
    {
        var run = await CliRun.AsAsync(new Uri("http://127.0.0.1:1"), "compare", server.Write("alone.json", CampaignSample.Plans));

        Assert.Equal(ExitCodes.Unreachable, run.ExitCode);
        Assert.Contains("no server at http://127.0.0.1:1/", run.Error, StringComparison.Ordinal);
    }
}
