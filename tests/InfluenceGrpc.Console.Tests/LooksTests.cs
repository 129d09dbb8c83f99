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

    public static TheoryData<string, ColorScheme> EveryViewInBothColours
    {
        get
        {
            var data = new TheoryData<string, ColorScheme>();
            foreach (var (name, _, _) in Views)
            {
                data.Add(name, ColorScheme.Light);
                data.Add(name, ColorScheme.Dark);
            }

            return data;
        }
    }

    // A picture of each, for people to look at, is put into artifacts/console.
    [Theory]
    [MemberData(nameof(EveryViewInBothColours))]
    public async Task View_InBothColours_BreaksNoRuleOfAccessibilityAndFitsEveryScreen(string name, ColorScheme colours)
    {
        await using var page = await OpenAsync(name, colours, 1280);
        foreach (var width in (int[])[1280, 390])
        {
            await page.Page.SetViewportSizeAsync(width, 900);
            await page.Page.ScreenshotAsync(new() { FullPage = true, Path = Picture($"{name}-{colours.ToString().ToLowerInvariant()}-{width}") });

            // A page that is wider than its window is cut off.
            Assert.InRange(await page.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"), 1, width);
        }

        // What is folded away has to keep the rules too.
        await page.Page.EvaluateAsync("document.querySelectorAll('details').forEach(details => { details.open = true; })");
        await page.Page.EvaluateAsync(await File.ReadAllTextAsync(Repository.PathOf("tests", "foreign", "node_modules", "axe-core", "axe.min.js")));
        var found = await page.Page.EvaluateAsync<JsonElement>(
            "async () => (await axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })).violations.map(v => `${v.id}: ${v.help}: ${v.nodes.map(n => n.html).join(' | ')}`)");

        Assert.Empty(found.EnumerateArray().Select(violation => violation.GetString()));
    }

    // docs/console.png, as README.md shows it: eng/console-picture copies it there.
    [Fact]
    public async Task Picture_OfTheReadme_IsSmall()
    {
        var path = Picture("console");
        await using var page = await OpenAsync("compare", ColorScheme.Light, 1180);
        await page.Page.ScreenshotAsync(new() { Path = path });

        Assert.InRange(new FileInfo(path).Length, 20_000, 200_000);
    }

    private static string Picture(string name) => Repository.PathOf("artifacts", "console", $"{name}.png");

    private async Task<WatchedPage> OpenAsync(string name, ColorScheme colours, int width)
    {
        var (_, fragment, seen) = Views.Single(view => view.Name == name);
        var page = await console.OpenAsync(fragment, colours, width);
        await page.SeeAsync(seen);
        return page;
    }
}
