using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace InfluenceGrpc.Console.Tests;

/// <summary>The view of fit.</summary>
[Collection(ConsoleCollection.Name)]
[Trait("Needs", "tools")]
public sealed class FitViewTests(ConsoleFixture console)
{
    [Fact]
    public async Task Sample_AtFirst_IsScoredAndItsPointsAddUp()
    {
        await using var page = await console.OpenAsync("#fit");
        await page.SeeAsync("Meets the brief's constraints");
        var score = await page.View.Locator(".figure").InnerTextAsync();
        await page.View.GetByText("The same as a table").First.ClickAsync();
        var points = await page.View.Locator("figure table tbody tr td:nth-child(2)").AllInnerTextsAsync();

        var sum = points.SkipLast(1).Sum(text => double.Parse(text, CultureInfo.InvariantCulture));
        Assert.Equal(double.Parse(points[^1], CultureInfo.InvariantCulture), sum, 0.06);
        Assert.Equal(double.Parse(score, CultureInfo.InvariantCulture), sum, 0.11);
    }

    [Fact]
    public async Task Creator_LittleKnown_ShowsWhatThatCouldChange()
    {
        await using var page = await console.OpenAsync("#fit?creator=trail-runner-little-known");

        await page.SeeAsync("What is not known, and how much it could change");
        await page.SeeAsync("The score rests on");
        Assert.NotEqual(0, await page.View.Locator("table").Last.Locator("tbody tr").CountAsync());
    }

    [Fact]
    public async Task Interval_IsToldInASentenceWithAllThatItsDrawingShows()
    {
        await using var page = await console.OpenAsync("#fit?creator=trail-runner-little-known");
        await page.SeeAsync("in 8 of 10 cases");
        await page.DrawnAsync();
        var figure = page.View.Locator("figure:has(figcaption)").First;
        var sentence = await figure.Locator("figcaption").InnerTextAsync();
        var drawing = Regex.Match(await figure.GetByRole(AriaRole.Img).GetAttributeAsync("aria-label") ?? "", @"^Score (?<score>\S+), interval from (?<lower>\S+) to (?<upper>\S+), on a scale of 0 to 100$", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));

        Assert.True(drawing.Success);
        Assert.StartsWith(
            $"The score is {drawing.Groups["score"]}; if everything were known, it would be between {drawing.Groups["lower"]} and {drawing.Groups["upper"]} in 8 of 10 cases.", sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Brief_Edited_IsScoredAnewAndReproducedByItsLink()
    {
        await using var first = await console.OpenAsync("#fit");
        await first.SeeAsync("Meets the brief's constraints");
        await first.View.Locator("[data-path='constraints.maxFollowers']").FillAsync("1000");
        await first.SeeAsync("Does not meet the brief's constraints");
        await using var second = await console.OpenAsync(first.Fragment);
        await second.SeeAsync("Does not meet the brief's constraints");

        Assert.Equal("1000", await second.View.Locator("[data-path='constraints.maxFollowers']").InputValueAsync());
        Assert.Equal(await first.TextAsync(), await second.TextAsync());
    }

    [Fact]
    public async Task Brief_ThatBreaksRules_TellsEveryField()
    {
        await using var page = await console.OpenAsync("#fit");
        await page.SeeAsync("Meets the brief's constraints");
        page.ExpectsRefusals = true;
        await page.View.Locator("[data-path='topics']").FillAsync("Not A Path = 7");

        await page.SeeAsync("The server cannot take that");
        await page.SeeAsync("brief.topics[\"Not A Path\"]");
    }

    [Fact]
    public async Task Creator_ById_IsFoundInTheStoreOrSaidToBeMissing()
    {
        await console.CallAsync(
            "influence.v1.ProfileService/UpsertProfiles",
            new { profiles = new { profiles = new[] { new { creatorId = "kept", platform = "PLATFORM_INSTAGRAM", followers = "8400" } } } });
        await using var page = await console.OpenAsync("#fit?by=id&id=kept");
        await page.SeeAsync("of 100, by audience-fit-1");
        Assert.Contains("\"creatorId\": \"kept\"", await page.CodeAsync("curl"), StringComparison.Ordinal);
        page.ExpectsRefusals = true;
        await page.Input("creator-id").FillAsync("nobody");

        await page.SeeAsync("Not found");
    }

    [Fact]
    public async Task Profile_ThatIsNoJson_IsToldInThePage()
    {
        await using var page = await console.OpenAsync("#fit");
        await page.SeeAsync("Meets the brief's constraints");
        await page.Input("profile").FillAsync("{ not json");

        await page.SeeAsync("The profile is not JSON");
    }
}
