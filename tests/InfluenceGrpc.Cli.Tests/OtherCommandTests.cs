using InfluenceGrpc.Testing;

namespace InfluenceGrpc.Cli.Tests;

public class OtherCommandTests(CliServer server) : IClassFixture<CliServer>
{
    [Fact]
    public async Task Tier_TwoSchemes_ExplainsEach()
    {
        var run = await CliRun.AsAsync(server.Address, "tier", "49,000", "--scheme", "harvard-media", "--scheme", "iab-uk");

        Assert.Equal(ExitCodes.Success, run.ExitCode);
        Assert.StartsWith("49,000 followers\n\nMega  in harvard-media (version 1): ", run.Output, StringComparison.Ordinal);
        Assert.Contains("  band      25,000 up to 49,999\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("  nearest   50,000 (2.0 % below)  within 5 %: a few followers may change the tier\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("50.0 % of 2 schemes agree on micro\n", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("3.2M")]
    [InlineData("3 200 000")]
    [InlineData("3,200,000")]
    public async Task Tier_AnyWriting_IsRead(string text)
    {
        var run = await CliRun.AsAsync(server.Address, ["tier", .. text.Split(' ')]);

        Assert.StartsWith("3,200,000 followers\n\nAll-star  in harvard-media", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("abc", "'abc' is not a follower count.")]
    [InlineData("N/A", "Give a follower count")]
    public async Task Tier_NoCount_IsUsage(string text, string expected)
    {
        var run = await CliRun.AsAsync(server.Address, "tier", text);

        Assert.Equal(ExitCodes.Usage, run.ExitCode);
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Schemes_All_ListsEveryOneWithItsTiers()
    {
        var run = await CliRun.AsAsync(server.Address, "schemes");

        Assert.Contains("harvard-media ", run.Output, StringComparison.Ordinal);
        Assert.Contains("(default)", run.Output, StringComparison.Ordinal);
        Assert.Contains("Nano 500-999, Micro 1,000-4,999", run.Output, StringComparison.Ordinal);
        Assert.Contains("klear", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Schemes_One_TellsItsBoundsAndNotes()
    {
        var run = await CliRun.AsAsync(server.Address, "schemes", "nl-5k-100k");

        Assert.Contains("   1  Micro  micro  5,000-100,000  compares to micro\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("  note: ", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Schemes_Unknown_ListsTheKnown()
    {
        var run = await CliRun.AsAsync(server.Address, "schemes", "nope");

        Assert.Equal(ExitCodes.Usage, run.ExitCode);
        Assert.Contains("There is no scheme 'nope'. Known: harvard-media, ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Info_Server_TellsItsLimits()
    {
        var run = await CliRun.AsAsync(server.Address, "info");

        Assert.Contains("  in a batch     10,000 items\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("  in a look-up   1,000 ids\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("  of a creator   65,536 bytes kept\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("  profile store  embedded (a database file of the server's own)\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("harvard-media unless named", run.Output, StringComparison.Ordinal);
        Assert.Contains("  fit models     1, audience-fit-1 unless named\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("  in a ranking   10,000 creators kept\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("  explained      4,000 items a batch or chunk, with components of their scores\n", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Models_All_ListsThemWithTheWeightsOfEachPreset()
    {
        var run = await CliRun.AsAsync(server.Address, "models");

        Assert.StartsWith("audience-fit-1 (version 1): Audience fit (default)\n  year    2025\n  source  ", run.Output, StringComparison.Ordinal);
        Assert.Matches(@"\n  weights of +balanced +awareness +conversion +credibility\n  niche +0\.27 +0\.15 +0\.2 +0\.15\n", run.Output);
        Assert.Matches(@"\n  size +0\.03 +0\.1 +0\.05 +0\.05\n", run.Output);
        Assert.DoesNotContain("note: ", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Models_One_TellsItsNotes()
    {
        var run = await CliRun.AsAsync(server.Address, "models", "audience-fit-1");
        var unknown = await CliRun.AsAsync(server.Address, "models", "none");

        Assert.Contains("  note: ", run.Output, StringComparison.Ordinal);
        Assert.Equal(
            (ExitCodes.Usage, "error: There is no model 'none'. Known: audience-fit-1.\n"), (unknown.ExitCode, unknown.Error));
    }

    [Fact]
    public async Task Models_OneAsJson_BeginsAModelOfOnesOwn()
    {
        var printed = await CliRun.AsAsync(server.Address, "models", "audience-fit-1", "--output", "json");
        var folder = Directory.CreateDirectory(server.PathOf("models")).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "ours.json"), printed.Output.Replace("\"audience-fit-1\"", "\"ours\"", StringComparison.Ordinal));

        await using var own = await RunningServer.StartAsync("--models", folder, "--default-model", "ours");
        var listed = await CliRun.AsAsync(own.Address, "models");

        Assert.Contains("\nours (version 1): Audience fit (default)\n", listed.Output, StringComparison.Ordinal);
    }
}
