using System.Text.Json;
using Google.Protobuf;
using Influence.V1;

namespace InfluenceGrpc.Cli.Tests;

/// <summary><c>--output csv</c> and <c>--output json</c> of every command that prints a result.</summary>
public sealed class OutputFormTests(CliServer server) : IClassFixture<CliServer>
{
    private const string Figures =
        "gross_reach,gross_reach_lower,gross_reach_upper";

    [Theory]
    [InlineData("tier 49,000 --scheme all", "followers,scheme_id,scheme_version,ordinal,tier_id,tier_label,canonical,unranked_reason,lower_followers,upper_followers,nearest_bound,boundary_margin,near_boundary,population_share,rule", "49000,harvard-media,1,5,mega,Mega,mega,,25000,50000,50000,")]
    [InlineData("schemes", "scheme_id,scheme_version,title,default,kind,platform,ordinal,tier_id,tier_label,canonical,lower_followers,upper_followers,lower_share,lower_proximity", "harvard-media,1,")]
    [InlineData("schemes nl-5k-100k", "scheme_id,scheme_version,title,default,kind,platform,ordinal,tier_id,tier_label,canonical,lower_followers,upper_followers,lower_share,lower_proximity", "nl-5k-100k,")]
    [InlineData("models", "model_id,model_version,title,year,default,preset,component,weight", "audience-fit-1,1,Audience fit,2025,true,balanced,niche,0.27")]
    [InlineData("info", "name,value", "limits.max_items,10000")]
    [InlineData("classify creators.csv", "scheme_id,scheme_version,ordinal,tier_id,tier_label,creators,share", "harvard-media,1,,missing,,1,")]
    [InlineData("score creators.csv --brief brief.json", "rank,creator_id,score,lower,upper,coverage,eligible,ineligibilities,cautions", "1,ann,")]
    [InlineData("score creators.csv --brief brief.json --explain ann", "creator_id,component,state,value,weight,points,most_points,known_share,lower,upper,reasons", "ann,total,eligible,")]
    [InlineData("rank creators.csv --brief brief.json", "rank,creator_id,score,lower,upper,coverage,target_share,eligible,ineligibilities,cautions,niche_points,", "1,ann,")]
    [InlineData("brief check brief.json", "component,weight", "affinity,0")]
    [InlineData("compare plans.json", "plan,creators,universe_people,cost,currency," + Figures, "One star,1,200000,90000,NOK,")]
    [InlineData("plan creators.csv --brief cost.json --budget 1000 --people 600000", "step,creator_id,must_have,price,cost_so_far,currency,gain,value_so_far,score", "")]
    [InlineData("profiles import creators.csv", "outcome,reason,rows", "bad,,2")]
    public async Task Csv_AnyCommand_HasAHeaderAndRows(string line, string header, string row)
    {
        var run = await RunAsync(line, "csv");

        Assert.Equal(ExitCodes.Success, run.ExitCode);
        _ = CsvRows.Of(run.Output);
        Assert.StartsWith(header, run.Output, StringComparison.Ordinal);
        Assert.Contains($"\r\n{row}", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("tier 49,000", typeof(ClassifyTierResponse))]
    [InlineData("schemes", typeof(ListTierSchemesResponse))]
    [InlineData("schemes klear", typeof(TierScheme))]
    [InlineData("models", typeof(ListFitModelsResponse))]
    [InlineData("models audience-fit-1", typeof(FitModel))]
    [InlineData("info", typeof(GetServerInfoResponse))]
    [InlineData("score creators.csv --brief brief.json --explain ann", typeof(ScoreFitResponse))]
    [InlineData("brief check brief.json", typeof(Brief))]
    [InlineData("compare plans.json", typeof(ComparePlansResponse))]
    public async Task Json_AnswerOfTheContract_IsTheContractsOwn(string line, Type message)
    {
        var run = await RunAsync(line, "json");

        var answer = (IMessage)Activator.CreateInstance(message)!;
        var read = JsonParser.Default.Parse(run.Output, answer.Descriptor);
        Assert.NotEqual(answer, read);
    }

    [Theory]
    [InlineData("classify creators.csv", "schemes")]
    [InlineData("score creators.csv --brief brief.json", "top")]
    [InlineData("rank creators.csv --brief brief.json", "ranking")]
    [InlineData("profiles import creators.csv", "written")]
    public async Task Json_Summary_IsAnObject(string line, string name)
    {
        using var read = JsonDocument.Parse((await RunAsync(line, "json")).Output);

        Assert.True(read.RootElement.TryGetProperty(name, out _));
    }

    [Fact]
    public async Task ProfilesGet_AsCsv_IsReadBackByImport()
    {
        const string profiles =
            """
            {"creatorId":"a,\"b\"","platform":"PLATFORM_TIKTOK","followers":"12345","version":"7","observedAt":"2026-01-31T12:00:00Z","engagement":{"rate":0.035,"basis":"ENGAGEMENT_BASIS_REACH","averageLikes":400.5,"averageReach":9000,"samplePosts":24},"topics":{"food":0.00001,"sport/running":0.6},"audience":{"countries":{"DK":0.25,"NO":0.5},"languages":{"nb":0.7}},"sponsorship":{"sponsoredShare":0.1},"prices":[{"deliverable":"DELIVERABLE_SHORT_VIDEO","amount":{"currencyCode":"NOK","units":"12000","nanos":500000000}}]}
            {"creatorId":"csv-two","followers":"0"}
            """;
        await RunAsync($"profiles import {server.Write("there.jsonl", profiles)}", "table");

        var shown = await CliRun.AsAsync(server.Address, "profiles", "get", "a,\"b\"", "csv-two", "--output", "csv", "--allow-stale");
        var before = await CliRun.AsAsync(server.Address, "profiles", "get", "a,\"b\"", "csv-two", "--json", "--allow-stale");
        await CliRun.AsAsync(server.Address, "profiles", "delete", "a,\"b\"", "csv-two", "--yes");
        await using var second = await Testing.RunningServer.StartAsync();
        await CliRun.AsAsync(second.Address, "profiles", "import", server.Write("back.csv", shown.Output));
        var after = await CliRun.AsAsync(second.Address, "profiles", "get", "a,\"b\"", "csv-two", "--output", "json", "--allow-stale");

        Assert.Equal(3, CsvRows.Of(shown.Output).Count);
        Assert.Equal(before.Output, after.Output);
        Assert.Equal(2, after.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public async Task ProfilesGet_OlderThanAskedFor_IsNotCalledMissing()
    {
        await RunAsync($"profiles import {server.Write("old.jsonl", """{"creatorId":"old","observedAt":"2020-01-31T12:00:00Z"}""")}", "table");

        var run = await CliRun.AsAsync(server.Address, "profiles", "get", "old", "none");

        Assert.Equal(
            (ExitCodes.RowsFailed, "old: its profile is older than asked for; --allow-stale shows it all the same\nnone: there is no such profile\n"),
            (run.ExitCode, run.Error));
    }

    [Fact]
    public async Task ProfilesGet_JsonAndCsv_IsUsage()
    {
        var run = await CliRun.AsAsync(server.Address, "profiles", "get", "x", "--json", "--output", "csv");

        Assert.Equal((ExitCodes.Usage, "error: --json and --output csv do not go together: give one of them.\n"), (run.ExitCode, run.Error));
    }

    // As with --output json: what is told makes room for the rows.
    [Fact]
    public async Task Rank_RowsToStandardOutput_TellsTheRestOnStandardError()
    {
        var run = await RunAsync("rank creators.csv --brief brief.json --out -", "csv");

        Assert.StartsWith("rank,creator_id,score", run.Output, StringComparison.Ordinal);
        Assert.Contains("rank,creator_id,score", run.Error, StringComparison.Ordinal);
    }

    private Task<CliRun> RunAsync(string line, string form)
    {
        server.Write("creators.csv", FitSample.Creators);
        server.Write("brief.json", FitSample.Brief);
        server.Write("cost.json", CampaignSample.Brief);
        server.Write("plans.json", CampaignSample.Plans);
        var args = line.Split(' ').Select(arg => Path.GetExtension(arg) is ".csv" or ".json" ? server.PathOf(arg) : arg);
        return CliRun.AsAsync(server.Address, [.. args, "--output", form]);
    }
}
