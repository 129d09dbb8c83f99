using System.Text;
using Influence.V1;

namespace InfluenceGrpc.Cli.Tests;

/// <summary><c>influence brief</c> against the product's own server.</summary>
public sealed class BriefCommandTests(CliServer server) : IClassFixture<CliServer>
{
    [Fact]
    public async Task Check_GoodBrief_TellsWhatItAsksFor()
    {
        var brief = server.Write("good.json", FitSample.Brief);

        var run = await CliRun.AsAsync(server.Address, "brief", "check", brief);

        Assert.Equal(
            $"""
            {brief} can be used with audience-fit-1 (version 1)
            "Trail shoes" asks for:
              niche           28.7 %  ##############################
              audience        21.3 %  ######################
              engagement      16.0 %  #################
              credibility     16.0 %  #################
              proximity        6.4 %  #######
              responsiveness   4.3 %  ####
              concentration    4.3 %  ####
              size             3.2 %  ###
            not asked for: affinity, cost
            constraints: minFollowers

            """,
            run.Output);
        Assert.Equal((ExitCodes.Success, ""), (run.ExitCode, run.Error));
    }

    // What reads no comments reads this.
    [Fact]
    public async Task Check_NewBriefAsJson_PrintsItAsPlainJson()
    {
        var path = server.PathOf("commented.json");
        await CliRun.AsAsync(server.Address, "brief", "new", "--out", path);

        var run = await CliRun.AsAsync(server.Address, "brief", "check", path, "--output", "json");

        Assert.Equal((ExitCodes.Success, ""), (run.ExitCode, run.Error));
        Assert.Equal(InfluenceGrpc.Client.CommentedJson.Parse<Brief>(await File.ReadAllTextAsync(path)), Brief.Parser.ParseJson(run.Output));
        Assert.Throws<Google.Protobuf.InvalidJsonException>(() => Brief.Parser.ParseJson(File.ReadAllText(path)));
    }

    [Fact]
    public async Task Check_JsonOfNoBrief_NamesEveryFaultWithItsLine()
    {
        var brief = server.Write(
            "faults.json",
            """
            {
              "topcs": { "sport": 1 },
              "audience": {
                "countries": { "NO": "much", "SE": "NaN" },
                "ages": [ { "band": "AGE_BAND_25_35", "weight": 1 } ],
                "genders": "all"
              },
              "cost": { "deliverable": "short_video", "currencyCode": 5, "maximumPrice": 1e999 },
              "constraints": { "minFollowers": -1, "maxFollowers": 2.5, "allowUnknown": "yes", "platforms": ["TIKTOKK"] },
              "preset": "WEIGHT_PRESET_BALANCE",
              "title": "a", "title": "b",
              "weights": { "nich": 1, "size": "Infinity" },
              "campaignStart": "soon"
            }
            """);

        var run = await CliRun.AsAsync(server.Address, "brief", "check", brief);

        Assert.Equal(ExitCodes.Usage, run.ExitCode);
        Assert.Equal(
            $"""
            error: {brief} is no brief:
              line 2: topcs: there is no such field; did you mean topics?
              line 4: audience.countries["NO"]: must be a number, and neither NaN nor infinite
              line 4: audience.countries["SE"]: must be a number, and neither NaN nor infinite
              line 5: audience.ages[0].band: 'AGE_BAND_25_35' is none of its names; did you mean AGE_BAND_25_34?
              line 6: audience.genders: must be a list: [ ... ]
              line 8: cost.deliverable: 'short_video' is none of its names; did you mean DELIVERABLE_SHORT_VIDEO?
              line 8: cost.currencyCode: must be text in quotes
              line 8: cost.maximumPrice: must be a number, and neither NaN nor infinite
              line 9: constraints.minFollowers: must be a whole number from 0 to 10,000,000,000
              line 9: constraints.maxFollowers: must be a whole number from 0 to 10,000,000,000
              line 9: constraints.allowUnknown: must be true or false
              line 9: constraints.platforms[0]: 'TIKTOKK' is none of its names; did you mean PLATFORM_TIKTOK?
              line 10: preset: 'WEIGHT_PRESET_BALANCE' is none of its names; did you mean WEIGHT_PRESET_BALANCED?
              line 11: title: is given twice
              line 12: weights.nich: there is no such field; did you mean niche?
              line 12: weights.size: must be a number, and neither NaN nor infinite
              line 13: campaignStart: must be a time such as "2027-04-01T00:00:00Z"

            """,
            run.Error);
    }

    // What can be read is judged all the same: nobody mends a brief twice.
    [Theory]
    [InlineData("brief check B")]
    [InlineData("score F --brief B")]
    [InlineData("score F --brief B --explain ann")]
    [InlineData("rank F --brief B")]
    public async Task AnyCommand_FaultsOfFileAndServer_NamesThemInOneList(string line)
    {
        var brief = server.Write(
            "two-rounds.json",
            "{\"topcs\":{\"a\":1},\"topics\":{\"a\":7},\n\"size\":{\"followers\":-3,\"logSpread\":1},\n"
            + "\"constraints\":{\"platforms\":[99,\"PLATFORM_UNSPECIFIED\",\"TIKTOKK\"]},\"audience\":{\"genders\":\"all\"},\"cost\":{\"deliverable\":\"x\"}}");
        var file = server.Write("two-rounds.csv", FitSample.Creators);
        var args = line.Split(' ').Select(word => word switch { "F" => file, "B" => brief, _ => word });

        var run = await CliRun.AsAsync(server.Address, [.. args]);

        Assert.Equal(ExitCodes.Usage, run.ExitCode);
        var faults = run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal($"error: {brief} is no brief:", faults[0]);
        string[] expected =
        [
            "line 1: topcs: there is no such field; did you mean topics?",
            "line 3: constraints.platforms[0]: 99 is none of its numbers",
            "line 3: constraints.platforms[2]: 'TIKTOKK' is none of its names; did you mean PLATFORM_TIKTOK?",
            "line 3: audience.genders: must be a list: [ ... ]",
            "line 3: cost.deliverable: 'x' is none of its names: ",
            "topics[\"a\"]: ",
            "cost.currencyCode: ",
            "size.followers: ",
            "constraints.platforms[1]: ",
        ];
        Assert.Equal(expected.Length, faults.Length - 1);
        Assert.All(expected.Zip(faults[1..]), pair => Assert.StartsWith($"  {pair.First}", pair.Second, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Check_FaultsAndNoServer_NamesThoseOfTheFile()
    {
        var brief = server.Write("alone.json", "{\"topcs\":{\"a\":1}}");

        var run = await CliRun.AsAsync(new Uri("http://127.0.0.1:9"), "brief", "check", brief);

        Assert.Equal(ExitCodes.Usage, run.ExitCode);
        Assert.Contains("  line 1: topcs: there is no such field; did you mean topics?\n", run.Error, StringComparison.Ordinal);
        Assert.Contains("  (what else is wrong is not known, because the server did not say: ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_NestedTooDeep_TellsThatAlone()
    {
        var brief = server.Write("deep.json", $"{{\"topics\":{new string('[', 100)}{new string(']', 100)}}}");

        var run = await CliRun.AsAsync(server.Address, "brief", "check", brief);

        Assert.Equal((ExitCodes.Usage, $"error: {brief} is no brief:\n  line 1: this is nested more than 100 levels deep\n"), (run.ExitCode, run.Error));
    }

    [Theory]
    [InlineData("-")]
    [InlineData("/dev/zero")]
    public async Task Check_WithoutEnd_StopsAtTheLimit(string path)
    {
        using var input = new EndlessStream();

        var run = await CliRun.AsAsync(server.Address, input, default, "brief", "check", path);

        Assert.Equal((ExitCodes.Usage, $"error: {path} has more than the 8,388,608 bytes that a brief may have.\n"), (run.ExitCode, run.Error));
        Assert.Equal(path == "-" ? (8 << 20) + 1 : 0, input.Taken);
    }

    [Theory]
    [InlineData("brief check B --model foo")]
    [InlineData("score F --brief B --model foo")]
    [InlineData("rank F --brief B --model foo")]
    public async Task AnyCommand_UnknownModel_NamesThoseThatThereAre(string line)
    {
        var (file, brief) = (server.Write("model.csv", FitSample.Creators), server.Write("model.json", FitSample.Brief));
        var args = line.Split(' ').Select(word => word switch { "F" => file, "B" => brief, _ => word });

        var run = await CliRun.AsAsync(server.Address, [.. args]);

        Assert.Equal((ExitCodes.Usage, "error: The server has no model 'foo'; it has: audience-fit-1.\n"), (run.ExitCode, run.Error));
    }

    [Theory]
    [InlineData("{ \"title\": \"x\",\n  \"topics\": { \"a\": NaN } }", "line 2: this is not JSON: 'N' is an invalid start of a value")]
    [InlineData("{ \"title\": \"x\"", "line 1: this is not JSON: ")]
    [InlineData("", "line 1: this is not JSON: ")]
    [InlineData("{\n\"title\": \"\\ud800\" }", "line 2: this is no text: ")]
    [InlineData("{ \"title\": \"\u00FF\" }", "is no brief: it is not UTF-8", true)]
    [InlineData("[]", "line 1: the brief: must be an object: { ... }")]
    [InlineData("{} {}", "line 1: this is not JSON: ")]
    [InlineData("{\n\"bogus\": { \"deep\": [1, 2] },\n\"topics\": 5 }", "line 2: bogus: there is no such field\n  line 3: topics: must be an object of names and numbers")]
    public async Task Check_NoJson_SaysWhere(string text, string expected, bool latin = false)
    {
        var brief = server.PathOf("broken.json");
        await File.WriteAllTextAsync(brief, text, latin ? Encoding.Latin1 : new UTF8Encoding(false));

        var run = await CliRun.AsAsync(server.Address, "brief", "check", brief);

        Assert.Equal(ExitCodes.Usage, run.ExitCode);
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_BriefThatCannotBeUsed_NamesEveryFaultOfTheServer()
    {
        var brief = server.Write(
            "unusable.json",
            """
            {
              "topics": { "Sport": 2 },
              "audience": { "countries": { "XX": 1 } },
              "size": { "followers": 0 },
              "constraints": { "tiers": { "schemeId": "none", "ordinals": [1] } },
              "weights": { "affinity": 1 }
            }
            """);

        var run = await CliRun.AsAsync(server.Address, "brief", "check", brief, "--model", "no-model");

        Assert.Equal(ExitCodes.Usage, run.ExitCode);
        Assert.StartsWith($"error: {brief} cannot be used:\n", run.Error, StringComparison.Ordinal);
        string[] paths = ["modelId: ", "topics[\"Sport\"]: ", "audience.countries[\"XX\"]: ", "size.followers: ", "size.logSpread: ", "constraints.tiers.schemeId: ", "weights.affinity: "];
        Assert.All(paths, path => Assert.Contains($"\n  {path}", run.Error, StringComparison.Ordinal));
    }

    [Fact]
    public async Task New_AsItIs_CanBeUsedAndGivesEveryField()
    {
        var (path, shown) = (server.PathOf("new.json"), await CliRun.AsAsync(server.Address, "brief", "new"));
        var run = await CliRun.AsAsync(server.Address, "brief", "new", "--out", path);
        var check = await CliRun.AsAsync(server.Address, "brief", "check", path);
        var again = await CliRun.AsAsync(server.Address, "brief", "new", "--out", path);

        Assert.Equal((ExitCodes.Success, ExitCodes.Success, ExitCodes.Usage), (run.ExitCode, check.ExitCode, again.ExitCode));
        Assert.Contains("can be used", check.Output, StringComparison.Ordinal);
        Assert.Contains("There is a file", again.Error, StringComparison.Ordinal);
        Assert.Equal(await File.ReadAllTextAsync(path), shown.Output);
        var fields = new[] { Brief.Descriptor, TargetAudience.Descriptor, CostTarget.Descriptor, SizePreference.Descriptor, FitConstraints.Descriptor }
            .SelectMany(message => message.Fields.InFieldNumberOrder());
        Assert.All(fields, field => Assert.Contains($"\"{field.JsonName}\":", shown.Output, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("brief check none.json", "There is no file 'none.json'")]
    [InlineData("brief check /", "'/' is a folder: name a file.")]
    [InlineData("brief derive", "Name a file of creators, or a file of ids with --ids.")]
    [InlineData("score a.csv", "--brief")]
    public async Task AnyCommand_CannotBeDone_ReturnsUsageAndSaysWhy(string line, string expected)
    {
        var run = await CliRun.AsAsync(server.Address, line.Split(' '));

        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.Usage, run.ExitCode);
    }

    [Theory]
    [InlineData("score --help", "influence score creators.csv --brief brief.json --explain c-1042")]
    [InlineData("rank --help", "--count 500 --out shortlist.csv")]
    [InlineData("brief --help", "influence brief check brief.json")]
    [InlineData("brief new --help", "influence brief new --out brief.json")]
    [InlineData("brief check --help", "influence brief check brief.json")]
    [InlineData("brief derive --help", "--background creators.csv")]
    [InlineData("models --help", "influence models audience-fit-1 --output json")]
    [InlineData("--help", "influence rank creators.csv --brief brief.json")]
    public async Task Help_AnyCommand_TeachesWithExamples(string line, string expected)
    {
        var run = await CliRun.AsAsync(null, line.Split(' '));

        Assert.Equal(ExitCodes.Success, run.ExitCode);
        Assert.Contains(expected, run.Output, StringComparison.Ordinal);
    }
}
