using System.Text.Json;
using Microsoft.Playwright;

namespace InfluenceGrpc.Console.Tests;

/// <summary>How views look, in both colours and on a telephone: for people, and for what helps those who do not see.</summary>
[Collection(ConsoleCollection.Name)]
[Trait("Needs", "tools")]
public sealed class LooksTests(ConsoleFixture console)
{
    private static readonly (string Name, string Fragment, string Seen)[] Views =
    [
        ("tiers", "#tiers", "Of 4 creators"),
        ("one-creator", "#tiers?counts=4990", "version 1 calls Micro"),
        ("fit", "#fit?creator=trail-runner-little-known", "What the score is made of"),
        ("compare", "#compare", "Which wins on what"),
        ("server", "#server", "10,000 at most"),
    ];

    public static TheoryData<string> EveryView => [.. Views.Select(view => view.Name)];

    // A picture of each, for people to look at, is put into artifacts/console.
    [Theory]
    [MemberData(nameof(EveryView))]
    public async Task View_InBothColours_BreaksNoRuleOfAccessibilityAndFitsEveryScreen(string name)
    {
        await using var page = await OpenAsync(name, 1280);
        foreach (var (colours, width) in (IEnumerable<(ColorScheme, int)>)[(ColorScheme.Light, 1280), (ColorScheme.Light, 390), (ColorScheme.Dark, 390), (ColorScheme.Dark, 1280)])
        {
            await page.Page.EmulateMediaAsync(new() { ColorScheme = colours });
            await page.Page.SetViewportSizeAsync(width, 900);
            await page.DrawnAsync();
            await page.Page.ScreenshotAsync(new() { FullPage = true, Path = Picture($"{name}-{colours.ToString().ToLowerInvariant()}-{width}") });

            // A page that is wider than its window is cut off.
            Assert.InRange(await page.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"), 1, width);
        }

        // What is folded away has to keep the rules too.
        await page.Page.EvaluateAsync("document.querySelectorAll('details').forEach(details => { details.open = true; })");
        await page.Page.EvaluateAsync(await File.ReadAllTextAsync(Repository.PathOf("tests", "foreign", "node_modules", "axe-core", "axe.min.js")));
        Assert.Empty(await ViolationsAsync(page));
        await page.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        await Assertions.Expect(page.Page.Locator("html")).ToHaveAttributeAsync("data-theme", "light");
        Assert.Empty(await ViolationsAsync(page));
    }

    // The narrowest that rules of accessibility ask for, and a usual one. What is wide in itself would be out of sight with no sign of it.
    [Theory]
    [MemberData(nameof(EveryView))]
    public async Task View_OnATelephone_IsNowhereWiderThanItsWindow(string name)
    {
        await using var page = await OpenAsync(name, 390);
        foreach (var width in (IEnumerable<int>)[390, 320])
        {
            await page.Page.SetViewportSizeAsync(width, 900);
            await page.Page.EvaluateAsync("document.querySelectorAll('details').forEach(details => { details.open = true; })");
            await page.DrawnAsync();

            Assert.True(await page.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), $"The page is wider than {width}.");
            Assert.Empty(await page.Page.EvaluateAsync<string[]>(
                "[...document.querySelectorAll('.scroll, .tabs')].filter(each => each.checkVisibility() && each.scrollWidth > each.clientWidth).map(each => each.ariaLabel)"));
        }

        await page.Page.EvaluateAsync(await File.ReadAllTextAsync(Repository.PathOf("tests", "foreign", "node_modules", "axe-core", "axe.min.js")));
        Assert.Empty(await ViolationsAsync(page));
    }

    // docs/console.png, as README.md shows it: eng/console-picture copies it there.
    [Fact]
    public async Task Picture_OfTheReadme_IsSmall()
    {
        var path = Picture("console");
        await using var page = await OpenAsync("compare", 1180);
        await page.DrawnAsync();
        await page.Page.ScreenshotAsync(new() { Path = path });

        Assert.InRange(new FileInfo(path).Length, 20_000, 200_000);
    }

    private static string Picture(string name) => Repository.PathOf("artifacts", "console", $"{name}.png");

    private static async Task<IEnumerable<string?>> ViolationsAsync(WatchedPage page)
    {
        var found = await page.Page.EvaluateAsync<JsonElement>(
            "async () => (await axe.run(document, { resultTypes: ['violations'], runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })).violations.map(v => `${v.id}: ${v.help}: ${v.nodes.map(n => n.html).join(' | ')}`)");
        return found.EnumerateArray().Select(violation => violation.GetString());
    }

    private async Task<WatchedPage> OpenAsync(string name, int width)
    {
        var (_, fragment, seen) = Views.Single(view => view.Name == name);
        var page = await console.OpenAsync(fragment, width: width);
        await page.SeeAsync(seen);
        return page;
    }
}
