using System.Diagnostics;
using System.Text.Json.Nodes;
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
        await using var page = await console.OpenAsync("#compare", address: await server.WebAddress);
        page.ExpectsRefusals = true;
        await page.SeeAsync("give an API key above");
        await page.Page.Locator("#key").FillAsync(key);
        await page.Page.Keyboard.PressAsync("Enter");

        await page.SeeAsync("Which wins on what");
        Assert.DoesNotContain(key, await page.CodeAsync("curl"), StringComparison.Ordinal);
        Assert.Contains("authorization: Bearer $INFLUENCE_API_KEY", await page.CodeAsync("curl"), StringComparison.Ordinal);
        Assert.DoesNotContain(key, page.Page.Url, StringComparison.Ordinal);
        Assert.DoesNotContain(key, await page.Page.EvaluateAsync<string>("JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie])"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("#tiers?counts=4990", "4,990 followers")]
    [InlineData("#compare", "Which wins on what")]
    public async Task Code_ForCurl_AnswersAsThePageWas(string fragment, string seen)
    {
        await using var page = await console.OpenAsync("#server?pause=1");
        await page.SeeAsync("Serving");
        var answered = page.Page.WaitForResponseAsync(response => response.Url.EndsWith("ClassifyTier", StringComparison.Ordinal) || response.Url.EndsWith("ComparePlans", StringComparison.Ordinal));
        await page.Page.EvaluateAsync("fragment => { location.hash = fragment; }", fragment);
        var answer = await (await answered).TextAsync();
        await page.SeeAsync(seen);
        await page.CodeAsync("curl");
        await page.View.Locator("[data-copy=code]").ClickAsync();
        await page.SeeAsync("The code is copied.");
        var code = await page.Page.EvaluateAsync<string>("navigator.clipboard.readText()");

        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(answer), JsonNode.Parse(await ShellAsync(code))));
    }

    [Fact]
    public async Task Code_ForPrograms_CallsTheClientsOwnMethods()
    {
        await using var page = await console.OpenAsync("#server?pause=1");
        foreach (var (fragment, csharp, python) in (IEnumerable<(string, string, string)>)
            [("#tiers?counts=4990", "client.ClassifyTierAsync(request)", "client.classify_tier(4990, schemes=["), ("#tiers", "client.BatchClassifyTiersAsync(request)", "client.batch_classify_tiers([4990, 12500, 49000, 3200000], schemes=["), ("#fit", "client.ScoreFitAsync(request)", "client.score_fit({"), ("#compare", "client.ComparePlansAsync(request)", "client.compare_plans("), ("#server", "client.GetServerActivityAsync()", "client.server_activity()")])
        {
            await page.Page.EvaluateAsync("fragment => { location.hash = fragment; }", fragment);
            foreach (var (language, call) in (IEnumerable<(string, string)>)[("C#", csharp), ("Python", python)])
            {
                await page.View.GetByRole(AriaRole.Radio, new() { Name = language, Exact = true }).CheckAsync();
                await Assertions.Expect(page.View.Locator("pre code")).ToContainTextAsync(call);
            }
        }
    }

    private static async Task<string> ShellAsync(string script)
    {
        using var shell = Process.Start(new ProcessStartInfo("bash") { RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false })!;
        await shell.StandardInput.WriteAsync(script);
        shell.StandardInput.Close();
        var output = await shell.StandardOutput.ReadToEndAsync().WaitAsync(WatchedPage.Patience);
        await shell.WaitForExitAsync().WaitAsync(WatchedPage.Patience);
        return output;
    }
}
