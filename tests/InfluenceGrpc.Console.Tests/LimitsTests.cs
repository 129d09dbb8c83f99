using System.Globalization;
using InfluenceGrpc.Testing;
using Microsoft.Playwright;

namespace InfluenceGrpc.Console.Tests;

/// <summary>The page keeps to the limits of the server that it asks, and not to those that servers usually have.</summary>
[Collection(ConsoleCollection.Name)]
[Trait("Needs", "tools")]
public sealed class LimitsTests(ConsoleFixture console)
{
    [Fact]
    public async Task Creators_MoreThanOneCallTakes_AreAskedForInSeveral()
    {
        await using var server = await ServerProcess.StartAsync("--Limits:MaxItems", "100", "--Web:Listen", "127.0.0.1:0");
        var list = string.Join('\n', Enumerable.Range(1, 250).Select(i => (i * 977).ToString(CultureInfo.InvariantCulture)));
        var fragment = $"#tiers?schemes=harvard-media,iab-uk&counts={Uri.EscapeDataString(list)}";
        await using var limited = await console.OpenAsync(fragment, address: await server.WebAddress);
        await limited.SeeAsync("Of 250 creators");
        await using var usual = await console.OpenAsync(fragment);
        await usual.SeeAsync("Of 250 creators");

        await limited.SeeAsync("the first of 3 calls, as this server takes 100 creators in each");
        Assert.Equal(100, (await limited.RequestAsync())["items"]!["followers"]!["followers"]!.AsArray().Count);
        Assert.Equal(await TablesAsync(usual), await TablesAsync(limited));
    }

    [Theory]
    [InlineData(null, "10,000", "90,001")]
    [InlineData("20", "2,000", "98,001")]
    public async Task File_OfAHundredThousandRows_IsTakenAsFarAsTheServerAllows(string? maxItems, string taken, string left)
    {
        await using var server = maxItems is null ? null : await ServerProcess.StartAsync("--Limits:MaxItems", maxItems, "--Web:Listen", "127.0.0.1:0");
        await using var page = await console.OpenAsync("#tiers?schemes=harvard-media", address: server is null ? null : await server.WebAddress);
        await page.SeeAsync($"up to {taken} rows");
        await page.SeeAsync("Of 4 creators");
        await page.View.Locator("input[type=file]").SetInputFilesAsync(new FilePayload
        {
            Name = "list.csv",
            MimeType = "text/csv",
            Buffer = System.Text.Encoding.UTF8.GetBytes($"id,followers\n{string.Join('\n', Enumerable.Range(1, 100_001).Select(i => string.Create(CultureInfo.InvariantCulture, $"c{i},{i * 331L}")))}\n"),
        });

        await page.SeeAsync($"Of {taken} creators");
        await page.SeeAsync($"Only the first {taken} creators are taken; {left} more were left out.");
    }

    private static Task<IReadOnlyList<string>> TablesAsync(WatchedPage page) => page.View.Locator("table:not(figure table)").AllTextContentsAsync();
}
