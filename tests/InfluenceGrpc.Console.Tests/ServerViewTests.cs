using Microsoft.Playwright;

namespace InfluenceGrpc.Console.Tests;

/// <summary>The view of the server.</summary>
[Collection(ConsoleCollection.Name)]
[Trait("Needs", "tools")]
public sealed class ServerViewTests(ConsoleFixture console)
{
    [Fact]
    public async Task Health_OfEveryService_IsServing()
    {
        await using var page = await console.OpenAsync("#server");

        await Assertions.Expect(page.View.GetByText("Serving", new() { Exact = true })).ToHaveCountAsync(8);
        await page.SeeAsync("CampaignService");
    }

    [Fact]
    public async Task Limits_AreThoseOfTheServer()
    {
        await using var page = await console.OpenAsync("#server");

        await page.SeeAsync("Creators in a batch");
        await page.SeeAsync("10,000 at most");
        await page.SeeAsync("in a file of the server's own");
    }

    [Fact]
    public async Task Now_ACallIsMade_IsSeenWithinTheNextSeconds()
    {
        await using var page = await console.OpenAsync("#server");
        var row = page.View.Locator("[data-rpc='influence.v1.FitService/ListFitModels']");
        await page.SeeAsync("GetServerActivity");
        await console.CallAsync("influence.v1.FitService/ListFitModels", new { });

        await Assertions.Expect(row).ToBeVisibleAsync();
        await Assertions.Expect(row.Locator("td").Nth(4)).Not.ToHaveTextAsync("0");
        Assert.NotEmpty(await row.Locator("polyline").GetAttributeAsync("points") ?? "");
    }

    [Fact]
    public async Task Pause_Pressed_AsksNoMore()
    {
        await using var page = await console.OpenAsync("#server?all=1&pause=1");
        await page.SeeAsync("RankCreators");
        var asked = 0;
        page.Page.Request += (_, request) => asked += request.Url.EndsWith("GetServerActivity", StringComparison.Ordinal) ? 1 : 0;
        await Assertions.Expect(page.Input("pause")).ToHaveAttributeAsync("aria-pressed", "true");

        // Longer than it takes to the next question: nothing is to happen, which only time can show.
        await page.Page.EvaluateAsync("() => new Promise(resolve => setTimeout(resolve, 1500))");
        Assert.Equal(0, asked);
        await page.Input("pause").ClickAsync();
        await page.Page.WaitForRequestAsync(request => request.Url.EndsWith("GetServerActivity", StringComparison.Ordinal));
        Assert.DoesNotContain("pause", page.Fragment, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Now_AnotherViewIsShown_AsksNoMore()
    {
        await using var page = await console.OpenAsync("#server");
        await page.SeeAsync("GetServerActivity");
        await page.Page.GetByRole(AriaRole.Tab, new() { Name = "Compare" }).ClickAsync();
        await page.SeeAsync("Which wins on what");
        var asked = 0;
        page.Page.Request += (_, request) => asked += request.Url.EndsWith("GetServerActivity", StringComparison.Ordinal) ? 1 : 0;

        await page.Page.EvaluateAsync("() => new Promise(resolve => setTimeout(resolve, 1500))");
        Assert.Equal(0, asked);
    }
}
