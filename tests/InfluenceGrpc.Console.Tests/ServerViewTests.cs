using System.Text.RegularExpressions;
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
        var asked = Asked(page);
        await Assertions.Expect(page.Input("pause")).ToHaveAttributeAsync("aria-pressed", "true");

        await LongerThanToTheNextQuestionAsync(page);
        Assert.Equal(0, asked());
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
        var asked = Asked(page);

        await LongerThanToTheNextQuestionAsync(page);
        Assert.Equal(0, asked());
    }

    // A browser without windows shows every page, so that the page is told what a browser with windows would tell it.
    [Theory]
    [InlineData("#server", true)]
    [InlineData("#server?pause=1", false)]
    public async Task Now_ThePageIsHidden_AsksNoMoreUntilItIsSeen(string fragment, bool isAskedAgain)
    {
        await using var page = await console.OpenAsync(fragment);
        await page.SeeAsync("GetServerActivity");
        await page.SeeAsync("Serving");
        Assert.Equal(0, await ShowAsync(page, "hidden"));
        var asked = Asked(page);
        await LongerThanToTheNextQuestionAsync(page);
        Assert.Equal(0, asked());

        Assert.Equal(isAskedAgain ? 1 : 0, await ShowAsync(page, "visible"));
        await LongerThanToTheNextQuestionAsync(page);
        Assert.Equal(isAskedAgain, asked() >= 2);
    }

    [Fact]
    public async Task LastMinute_OfEveryRpc_IsToldInWordsToo()
    {
        await using var page = await console.OpenAsync("#server");
        var line = page.View.Locator("[data-rpc='influence.v1.InfoService/GetServerActivity']").GetByRole(AriaRole.Img);

        await Assertions.Expect(line).ToHaveAttributeAsync("aria-label", new Regex(@"^0 to (?!0 )\S+ calls a second$", RegexOptions.None, TimeSpan.FromSeconds(1)));
    }

    private static Func<int> Asked(WatchedPage page)
    {
        var asked = 0;
        page.Page.Request += (_, request) => asked += request.Url.EndsWith("GetServerActivity", StringComparison.Ordinal) ? 1 : 0;
        return () => asked;
    }

    // Nothing is to happen, which only time can show.
    private static async Task LongerThanToTheNextQuestionAsync(WatchedPage page) =>
        await page.Page.EvaluateAsync("() => new Promise(resolve => setTimeout(resolve, 1500))");

    // How many questions the page asks at that very moment.
    private static Task<int> ShowAsync(WatchedPage page, string state) => page.Page.EvaluateAsync<int>("""
        state => {
          const usual = window.fetch;
          let asked = 0;
          window.fetch = (...parameters) => { asked++; return usual(...parameters); };
          Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => state });
          document.dispatchEvent(new Event('visibilitychange'));
          window.fetch = usual;
          return asked;
        }
        """, state);
}
