using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace InfluenceGrpc.Cli.Tests;

/// <summary><c>influence classify</c> from the file to the terminal, against the product's own server.</summary>
public partial class ClassifyCommandTests(CliServer server) : IClassFixture<CliServer>
{
    private const string People =
        """
        name,Followers
        "Ann, Lee",750
        Bob,"1,234"
        Cy,12.5k
        Di,N/A
        Eve,abc
        Flo,3.2M
        Gus,100
        Hal,-5
        """;

    [Fact]
    public async Task Classify_OneScheme_PrintsAHistogram()
    {
        var file = server.Write("golden.csv", People);

        var run = await CliRun.AsAsync(server.Address, "classify", file);

        Assert.Equal(
            """
            golden.csv: 6 creators in TIME
            2 bad rows were left out

            harvard-media (version 1): Five tiers and all-stars, after Harvard Media
              Nano             500-999  1  16.7 %  ##############################
              Micro        1,000-4,999  1  16.7 %  ##############################
              Mid-level    5,000-9,999  0   0.0 %
              Macro      10,000-24,999  1  16.7 %  ##############################
              Mega       25,000-49,999  0   0.0 %
              All-star         50,000+  1  16.7 %  ##############################
              unranked                  1  16.7 %  ##############################
              missing                   1  16.7 %  ##############################

            """,
            Tidy(run.Output));
        Assert.Equal(
            """
            followers from column 'Followers'
            line 6: 'abc' is not a follower count
            line 9: a follower count cannot be negative

            """,
            run.Error);
        Assert.Equal(ExitCodes.Success, run.ExitCode);
    }

    [Fact]
    public async Task Classify_TwoSchemes_TellsWhereTheyDisagree()
    {
        var file = server.Write("two.csv", "id,followers\na,49500\nb,3000\nc,700\nd,10200\n");

        var run = await CliRun.AsAsync(server.Address, "classify", file, "--scheme", "harvard-media", "--scheme", "mediakix-2019");

        Assert.EndsWith(
            """
            4 of 4 creators (100.0 %) have different canonical tiers in at least two schemes

            Share of creators that two schemes see in different canonical tiers:
                                   [1]
             [1] harvard-media
             [2] mediakix-2019 100.0 %

            Share of creators within 5 % of a bound, where a few followers change the tier:
             [1] harvard-media  50.0 %
             [2] mediakix-2019  50.0 %

            """,
            Tidy(run.Output),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Classify_Out_KeepsCellsAndAddsColumns()
    {
        var file = server.Write("out-in.csv", People + "\n=cmd|' /C calc'!A0,5000\n");
        var output = server.PathOf("out.csv");
        var bad = server.PathOf("bad.csv");

        var run = await CliRun.AsAsync(server.Address, "classify", file, "--out", output, "--bad-rows", bad);

        Assert.Equal(ExitCodes.Success, run.ExitCode);
        Assert.Equal(
            """
            name,Followers,harvard-media_tier,harvard-media_ordinal,harvard-media_margin,error
            "Ann, Lee",750,nano,1,-0.287682,
            Bob,"1,234",micro,2,0.210261,
            Cy,12.5k,macro,4,0.223144,
            Di,N/A,,,,FOLLOWERS_MISSING
            Flo,3.2M,all-star,6,4.158883,
            Gus,100,,0,-1.609438,
            =cmd|' /C calc'!A0,5000,mid-level,3,0.000000,

            """,
            await File.ReadAllTextAsync(output));
        Assert.Equal(
            """
            line,reason,raw
            6,'abc' is not a follower count,"Eve,abc"
            9,a follower count cannot be negative,"Hal,-5"

            """,
            await File.ReadAllTextAsync(bad));
        Assert.Empty(Directory.GetFiles(server.Folder, "*.partial"));
    }

    [Fact]
    public async Task Classify_SeveralSchemesOut_NamesColumnsByScheme()
    {
        var file = server.Write("several.csv", "followers;tier;error\n3000;x;y\n");
        var output = server.PathOf("several-out.csv");

        await CliRun.AsAsync(server.Address, "classify", file, "--out", output, "--scheme", "iab-uk,duel");
        await CliRun.AsAsync(server.Address, "classify", output, "--out", output + "2", "--scheme", "iab-uk");

        Assert.Equal(
            "followers;tier;error;iab-uk_tier;iab-uk_ordinal;iab-uk_margin;duel_tier;duel_ordinal;duel_margin;error_2\n"
            + "3000;x;y;nano;1;1.098612;nano;1;1.098612;\n",
            await File.ReadAllTextAsync(output));
        Assert.StartsWith(
            "followers;tier;error;iab-uk_tier;iab-uk_ordinal;iab-uk_margin;duel_tier;duel_ordinal;duel_margin;error_2;"
            + "iab-uk_tier_2;iab-uk_ordinal_2;iab-uk_margin_2;error_3\n",
            await File.ReadAllTextAsync(output + "2"),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Classify_StandardInputAndOutput_AreAPipe()
    {
        using var input = new MemoryStream(Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes("Name\tFans\nÅse\t12 345\n")).ToArray());

        var run = await CliRun.AsAsync(server.Address, input, default, "classify", "-", "--out", "-");

        Assert.Equal("\uFEFFName\tFans\tharvard-media_tier\tharvard-media_ordinal\tharvard-media_margin\terror\nÅse\t12 345\tmacro\t4\t0.210666\t\n", run.Output);
        Assert.Contains("-: 1 creators", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Classify_AllSchemesAsJson_AddsUp()
    {
        var file = server.Write("json.csv", People);

        var run = await CliRun.AsAsync(server.Address, "classify", file, "--scheme", "all", "--output", "json");

        using var json = JsonDocument.Parse(run.Output);
        var root = json.RootElement;
        Assert.Equal((6, 5, 1, 2), (Number(root, "creators"), Number(root, "classified"), Number(root, "missing"), Number(root, "bad_rows")));
        Assert.True(root.GetProperty("schemes").GetArrayLength() >= 15);
        Assert.All(
            root.GetProperty("schemes").EnumerateArray(),
            scheme => Assert.Equal(5, Number(scheme, "unranked") + scheme.GetProperty("tiers").EnumerateArray().Sum(tier => Number(tier, "creators"))));
    }

    [Theory]
    [InlineData("platform,followers\ninstagram,3000000\ntiktok,3000000\n,3000000\n", new string[0], 1, 2)]
    [InlineData("platform,followers\ninstagram,3000000\ntiktok,3000000\n", new[] { "--platform", "tiktok" }, 2, 0)]
    [InlineData("network,followers\nInsta,3000000\n", new[] { "--map", "platform=network" }, 0, 1)]
    public async Task Classify_SchemeOfOnePlatform_GoesByTheRowsPlatform(string text, string[] more, int unranked, int ranked)
    {
        var file = server.Write("platform.csv", text);

        var run = await CliRun.AsAsync(server.Address, ["classify", file, "--scheme", "klear", "--output", "json", .. more]);

        using var json = JsonDocument.Parse(run.Output);
        var scheme = json.RootElement.GetProperty("schemes")[0];
        Assert.Equal((unranked, ranked), (Number(scheme, "unranked"), scheme.GetProperty("tiers").EnumerateArray().Sum(tier => Number(tier, "creators"))));
    }

    [Fact]
    public async Task Classify_SchemeOfTheUsersOwn_IsUsed()
    {
        var listed = await CliRun.AsAsync(server.Address, "schemes", "duel", "--output", "json");
        var own = server.Write("own.json", listed.Output.Replace("\"duel\"", "\"mine\"", StringComparison.Ordinal));
        var file = server.Write("own.csv", "followers\n3000\n");

        var run = await CliRun.AsAsync(server.Address, "classify", file, "--scheme-file", own);

        Assert.Equal((ExitCodes.Success, ""), (run.ExitCode, run.Error.Replace("followers from column 'followers'\n", "", StringComparison.Ordinal)));
        Assert.Contains("mine (version 1)", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("id,followers")]
    [InlineData("id,followers\nx,abc\n")]
    public async Task Classify_NoUsableRow_WritesTheHeader(string text)
    {
        var file = server.Write("header.csv", text);
        var output = server.PathOf("header-out.csv");

        var run = await CliRun.AsAsync(server.Address, "classify", file, "--out", output);

        Assert.Equal(ExitCodes.Success, run.ExitCode);
        Assert.Equal("id,followers,harvard-media_tier,harvard-media_ordinal,harvard-media_margin,error\n", await File.ReadAllTextAsync(output));
    }

    [Fact]
    public async Task Classify_ManyBadRows_TellsTenAndCountsTheRest()
    {
        var file = server.Write("bad.csv", "followers\n" + string.Concat(Enumerable.Repeat("abc\n", 25)));

        var run = await CliRun.AsAsync(server.Address, "classify", file);

        Assert.Equal(10, LineFault().Count(run.Error));
        Assert.Contains("... and 15 more; --bad-rows FILE writes all of them", run.Error, StringComparison.Ordinal);
    }

    private static int Number(JsonElement element, string name) => element.GetProperty(name).GetInt32();

    private string Tidy(string output) =>
        TrailingBlanks().Replace(Timing().Replace(output, "creators in TIME").Replace(server.Folder + "/", "", StringComparison.Ordinal), "\n");

    [GeneratedRegex(@"creators in [0-9.:]+ (s|min) \([0-9,]+ a second\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Timing();

    [GeneratedRegex(" +\n", RegexOptions.None, 1000)]
    private static partial Regex TrailingBlanks();

    [GeneratedRegex("^line [0-9]+: 'abc'", RegexOptions.Multiline, 1000)]
    private static partial Regex LineFault();
}
