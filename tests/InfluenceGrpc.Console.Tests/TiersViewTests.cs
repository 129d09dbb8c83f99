using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace InfluenceGrpc.Console.Tests;

/// <summary>The view of tiers.</summary>
[Collection(ConsoleCollection.Name)]
[Trait("Needs", "tools")]
public sealed class TiersViewTests(ConsoleFixture console)
{
    [Fact]
    public async Task Counts_One_IsExplainedByEveryScheme()
    {
        await using var page = await console.OpenAsync("#tiers?counts=4990");

        await page.SeeAsync("4,990 followers are within 1,000–4,999, which harvard-media version 1 calls Micro.");
        await page.SeeAsync("Close to a line: 5,000 is within");
        Assert.Equal(16, await page.View.GetByRole(AriaRole.Table).Last.Locator("tbody tr").CountAsync());
    }

    [Fact]
    public async Task Counts_Several_ShowWhomSchemesDisagreeAbout()
    {
        await using var page = await console.OpenAsync("#tiers");
        await page.Input("counts").FillAsync("250, 4,990; 12.5k\n49,000 3.2M");
        await page.LinkAsync("250");

        await page.SeeAsync("Of 5 creators, all schemes agree about");
        await page.SeeAsync("3,200,000");
        Assert.Equal(5, await LeastAgreedUpon(page).CountAsync());
        Assert.Equal(16, await page.View.Locator("figure:has(figcaption)").CountAsync());
    }

    [Fact]
    public async Task Schemes_Chosen_AreThoseThatAnswer()
    {
        await using var page = await console.OpenAsync("#tiers?counts=4990");
        await page.View.GetByRole(AriaRole.Button, new() { Name = "None of the schemes" }).ClickAsync();
        await page.SeeAsync("Choose a scheme.");
        await page.View.GetByLabel("IAB UK: nano to VIP").CheckAsync();

        await page.SeeAsync("which iab-uk version 1 calls Nano.");
        Assert.Equal(1, await page.View.Locator("table").Last.Locator("tbody tr").CountAsync());
        await page.LinkAsync("schemes=iab-uk");
    }

    [Fact]
    public async Task Link_OfAList_ReproducesTheView()
    {
        await using var first = await console.OpenAsync("#tiers");
        await first.Input("counts").FillAsync(string.Join('\n', Enumerable.Range(1, 60).Select(i => string.Create(CultureInfo.InvariantCulture, $"creator {i} = {i * 977}"))));
        await first.SeeAsync("Of 60 creators");
        await using var second = await console.OpenAsync(first.Fragment);
        await second.SeeAsync("Of 60 creators");

        Assert.Matches("counts=~", first.Fragment);
        Assert.Equal(await first.TextAsync(), await second.TextAsync());
    }

    [Fact]
    public async Task File_WithBadRows_TellsTheirLinesAndTakesTheOthers()
    {
        await using var page = await console.OpenAsync("#tiers");
        await page.SeeAsync("Of 4 creators");
        await GiveAsync(page, "name;Follower count\nanna;12.5k\nbo;many\n\"cleo; twin\";1,200\n");

        await page.SeeAsync("1 entry left out");
        await page.SeeAsync("Line 3: \"many\" is not a follower count.");
        await page.SeeAsync("cleo; twin");
        await page.SeeAsync("Of 2 creators");
    }

    [Fact]
    public async Task File_WithoutFollowers_SaysWhatItLacks()
    {
        await using var page = await console.OpenAsync("#tiers");
        await page.SeeAsync("Of 4 creators");
        await GiveAsync(page, "name,likes\nanna,4\n");

        await page.SeeAsync("The file has no column of follower counts.");
    }

    [Fact]
    public async Task File_OfTenThousandRows_IsAnswered()
    {
        await using var page = await console.OpenAsync("#tiers");
        await page.SeeAsync("Of 4 creators");
        await GiveAsync(page, $"id,followers\n{string.Join('\n', Enumerable.Range(1, 10_001).Select(i => string.Create(CultureInfo.InvariantCulture, $"c{i},{i * 331L}")))}\n");

        await Assertions.Expect(page.View.GetByText("Of 10,000 creators")).ToBeVisibleAsync();
        await Assertions.Expect(page.View.GetByText("Only the first 10,000 creators are taken; 1 more were left out.")).ToBeVisibleAsync();
        await page.LinkAsync("counts=~");
        Assert.Equal(50, await LeastAgreedUpon(page).CountAsync());
    }

    [Fact]
    public async Task Names_OfCreatorsAndSchemes_AreNeverMarkup()
    {
        await using var page = await console.OpenAsync("#tiers?counts=5&schemes=hostile");
        await page.SeeAsync("1 that have a view");
        await GiveAsync(page, $"name\tfollowers\n\"{ConsoleFixture.HostileName.Replace("\"", "\"\"", StringComparison.Ordinal)}\"\t20\nx\t30\n");
        await page.SeeAsync("Of 2 creators");

        // "=" parts a name from its count in the list.
        await page.SeeAsync(ConsoleFixture.HostileName.Replace('=', ' '));
        await page.SeeAsync(ConsoleFixture.HostileName);
        Assert.Equal(0, await page.Page.Locator("img").CountAsync());
        Assert.True(await page.Page.EvaluateAsync<bool>("window.hacked === undefined"));
    }

    [Fact]
    public async Task Ruler_IsToldAsATableToo()
    {
        await using var page = await console.OpenAsync("#tiers?counts=4990");
        await page.SeeAsync("version 1 calls Micro");
        await page.View.GetByText("The same as a table").First.ClickAsync();

        await page.SeeAsync("Micro from 1,000, Mid-level from 5,000");
        Assert.Matches(new Regex("^15 schemes on a logarithmic ruler", RegexOptions.None, TimeSpan.FromSeconds(1)), await page.View.Locator("svg[role=img]").First.GetAttributeAsync("aria-label") ?? "");
    }

    [Fact]
    public async Task Histograms_AreToldAsATableToo()
    {
        await using var page = await console.OpenAsync("#tiers?counts=250,4990,12500&schemes=harvard-media,iab-uk");
        await page.SeeAsync("Of 3 creators");
        await page.DrawnAsync();
        await page.View.GetByText("The same as a table").Last.ClickAsync();
        var rows = await page.View.Locator("table").Last.Locator("tbody tr").AllInnerTextsAsync();

        Assert.Contains("Five tiers and all-stars, after Harvard Media\tMicro\t1\t33.3\u00a0%", rows);
        foreach (var title in await page.View.Locator(".grid-of-charts figcaption").AllInnerTextsAsync())
        {
            var chart = await page.View.Locator($".grid-of-charts figure:has(figcaption:text-is('{title}')) svg").First.GetAttributeAsync("aria-label");
            var told = rows.Select(row => row.Split('\t')).Where(row => row[0] == title).Select(row => $"{row[1]} {row[2]}");
            Assert.Equal(chart, $"{title}: {string.Join(", ", told)}");
        }
    }

    [Theory]
    [InlineData("4990, 12.5k", "Followers\tAgreement\tWhat they say")]
    [InlineData("4990\nanna = 12.5k", "Creator\tFollowers\tAgreement\tWhat they say")]
    public async Task Creators_WithoutNames_HaveNoColumnThatRepeatsTheirCounts(string counts, string titles)
    {
        await using var page = await console.OpenAsync($"#tiers?counts={Uri.EscapeDataString(counts)}");
        await page.SeeAsync("Of 2 creators");

        Assert.Equal(titles, (await page.View.Locator("table:has(caption:text-matches('^The [0-9]+ least agreed upon')) thead").InnerTextAsync()).TrimEnd());
    }

    private static ILocator LeastAgreedUpon(WatchedPage page) =>
        page.View.Locator("table:has(caption:text-matches('^The [0-9]+ least agreed upon')) tbody tr");

    private static Task GiveAsync(WatchedPage page, string csv) => page.View.Locator("input[type=file]").SetInputFilesAsync(
        new FilePayload { Name = "list.csv", MimeType = "text/csv", Buffer = System.Text.Encoding.UTF8.GetBytes(csv) });
}
