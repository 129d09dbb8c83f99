using InfluenceGrpc.Testing;
using Microsoft.Playwright;

namespace InfluenceGrpc.Console.Tests;

/// <summary>What is around the views: tabs, colours, the key, and the code of calls.</summary>
[Collection(ConsoleCollection.Name)]
[Trait("Needs", "tools")]
public sealed class ShellTests(ConsoleFixture console)
{
    [Fact]
    public async Task Tabs_ByKeyboardAlone_ReachEveryView()
    {
        await using var page = await console.OpenAsync("#tiers");
        await page.SeeAsync("Of 4 creators");
        await page.Page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(page.Page.GetByText("Skip to the view")).ToBeFocusedAsync();
        foreach (var stop in (string[])["#key", "#theme", "#tab-tiers"])
        {
            await page.Page.Keyboard.PressAsync("Tab");
            await Assertions.Expect(page.Page.Locator(stop)).ToBeFocusedAsync();
        }

        foreach (var (key, view, text) in (IEnumerable<(string, string, string)>)
            [("ArrowRight", "fit", "What the score is made of"), ("ArrowRight", "compare", "Which wins on what"), ("End", "server", "Serving"), ("ArrowRight", "tiers", "Of 4 creators"), ("ArrowLeft", "server", "Serving"), ("Home", "tiers", "Of 4 creators")])
        {
            await page.Page.Keyboard.PressAsync(key);
            await Assertions.Expect(page.Page.Locator($"#tab-{view}")).ToBeFocusedAsync();
            await Assertions.Expect(page.Page.Locator($"#tab-{view}")).ToHaveAttributeAsync("aria-selected", "true");
            await page.SeeAsync(text);
            Assert.StartsWith($"#{view}", page.Fragment, StringComparison.Ordinal);
        }

        await page.Page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(page.Input("counts")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Back_AfterAnotherTab_ShowsTheViewAsItWas()
    {
        await using var page = await console.OpenAsync("#tiers?counts=777");
        await page.SeeAsync("777 followers");
        await page.Page.GetByRole(AriaRole.Tab, new() { Name = "Compare" }).ClickAsync();
        await page.SeeAsync("Which wins on what");
        await page.Page.GoBackAsync();

        await page.SeeAsync("777 followers");
        Assert.Equal("777", await page.Input("counts").InputValueAsync());
    }

    [Fact]
    public async Task Colours_Switched_StayAndGoBeforeTheSystems()
    {
        await using var page = await console.OpenAsync("#server", ColorScheme.Dark);
        await Assertions.Expect(page.Page.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");
        await page.Page.Locator("#theme").SelectOptionAsync("light");
        await page.Page.ReloadAsync();

        await Assertions.Expect(page.Page.Locator("html")).ToHaveAttributeAsync("data-theme", "light");
        await page.SeeAsync("Serving");
    }

    [Fact]
    public async Task Key_Asked_IsSentAndKeptNowhere()
    {
        var (key, hash) = Server.Security.ApiKeyHash.Generate();
        await using var server = await ServerProcess.StartAsync(
            "--store", "none", "--Web:Listen", "127.0.0.1:0", "--Callers:acme:Keys", hash, "--Callers:acme:Scopes", "all");
        await using var page = await console.OpenAsync("#compare", address: await server.WebAddress, expectsRefusals: true);
        await page.SeeAsync("give an API key above");
        await page.Page.Locator("#key").FillAsync(key);
        await page.Page.Keyboard.PressAsync("Enter");

        await page.SeeAsync("Which wins on what");
        Assert.DoesNotContain(key, await page.CodeAsync("curl"), StringComparison.Ordinal);
        Assert.Contains("authorization: Bearer $INFLUENCE_API_KEY", await page.CodeAsync("curl"), StringComparison.Ordinal);
        Assert.DoesNotContain(key, page.Page.Url, StringComparison.Ordinal);
        Assert.DoesNotContain(key, await page.Page.EvaluateAsync<string>("JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie])"), StringComparison.Ordinal);
    }

    // The time alone is another than the page's: nobody waits for half a minute.
    [Fact]
    public async Task Answer_ThatStopsInItsMiddle_IsToldToHaveTakenTooLong()
    {
        await using var stalling = await StallingServer.StartAsync(console.Address, "BatchClassifyTiers");
        await using var page = await console.OpenAsync("#tiers?counts=4990", address: stalling.Address);
        await page.SeeAsync("version 1 calls Micro");
        await page.Page.EvaluateAsync("() => { const usual = AbortSignal.timeout; AbortSignal.timeout = () => usual.call(AbortSignal, 1000); }");
        await page.GoToAsync("#tiers?counts=4990;12500");

        await page.SeeAsync("No answer");
        await page.SeeAsync("The server did not answer within 30 seconds.");
    }

    [Theory]
    [InlineData("curl", "influence.v1.TierService/ClassifyTier")]
    [InlineData("C#", "client.ClassifyTierAsync(request)")]
    [InlineData("Python", "client.classify_tier(4990, schemes=[")]
    public async Task Code_Copied_IsWhatIsShown(string language, string call)
    {
        await using var page = await console.OpenAsync("#tiers?counts=4990");
        await page.SeeAsync("version 1 calls Micro");
        var code = await page.CodeAsync(language);
        await page.View.Locator("[data-copy=code]").ClickAsync();
        await page.SeeAsync("The code is copied.");

        Assert.Contains(call, code, StringComparison.Ordinal);
        Assert.Equal(code, await page.Page.EvaluateAsync<string>("navigator.clipboard.readText()"));
    }
}
