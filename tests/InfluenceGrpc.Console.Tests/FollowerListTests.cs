using System.Globalization;
using System.Text.Json;
using Microsoft.Playwright;

namespace InfluenceGrpc.Console.Tests;

/// <summary>How the view of tiers reads lists that people type or paste: commas and blanks part counts, and stand within them.</summary>
[Collection(ConsoleCollection.Name)]
[Trait("Needs", "tools")]
public sealed class FollowerListTests(ConsoleFixture console)
{
    [Theory]
    [InlineData("4990, 500", 4990, 500)]
    [InlineData("1500, 25000", 1500, 25_000)]
    [InlineData("100, 200, 300", 100, 200, 300)]
    [InlineData("12500, 900", 12_500, 900)]
    [InlineData("10 000, 500", 10_000, 500)]
    [InlineData("12,5k 4,990", 12_500, 4990)]
    [InlineData("4990,\n500 , 700", 4990, 500, 700)]
    [InlineData("12.5 k, 4; 49,000 3.2M", 12_500, 4, 49_000, 3_200_000)]
    [InlineData("1,234,567, 4,990; 7", 1_234_567, 4990, 7)]
    [InlineData("5,4990", 5, 4990)]
    [InlineData("4990,125", 4990, 125)]
    [InlineData("250,4990,12500", 250, 4990, 12_500)]
    [InlineData("4990,5k", 4990, 5000)]
    [InlineData("1 000 000\t12'345 12.345", 1_000_000, 12_345, 12_345)]
    [InlineData("anna = 1 234 567\nbo = 12,5k", 1_234_567, 12_500)]
    public async Task List_InWhichEveryMarkHasOneMeaning_IsRead(string text, params int[] expected)
    {
        await using var page = await OpenAsync(text);
        await page.SeeAsync($"Of {expected.Length} creators");

        Assert.Equal(expected, await FollowersOfAsync(page));
        await Assertions.Expect(page.View.GetByText("left out")).ToHaveCountAsync(0);
    }

    // What is beside it is taken, and it alone is left out.
    [Theory]
    [InlineData("12,5", "\"12,5\" can be one count or several: put a blank after each comma between counts")]
    [InlineData("1,500,25000", "\"1,500,25000\" can be one count or several: put a blank after each comma between counts")]
    [InlineData("12,5k,4990", "\"12,5k,4990\" can be one count or several: put a blank after each comma between counts")]
    [InlineData("1.234,567", "\"1.234,567\" can be one count or several: put a blank after each comma between counts")]
    [InlineData("250 400", "\"250 400\" can be one count or several: put a comma and a blank between several")]
    [InlineData("10 000 500", "\"10 000 500\" can be one count or several: put a comma and a blank between several")]
    [InlineData("anna = 4990, 500", "\"4990, 500\" is not a follower count")]
    [InlineData("@anna1,500", "\"@anna1,500\" is not a follower count")]
    public async Task List_ThatCanBeMeantInTwoWays_IsToldAndNotGuessedAt(string text, string told)
    {
        await using var page = await OpenAsync($"77\n{text}\n99");
        await page.SeeAsync("Of 2 creators");

        await page.SeeAsync("1 entry left out");
        await page.SeeAsync($"Line 2: {told}");
        Assert.Equal([77, 99], await FollowersOfAsync(page));
    }

    // All that the command line refuses as a count, its own tests say.
    [Fact]
    public async Task Count_ThatTheCommandLineRefuses_IsRefused()
    {
        string[] refused =
        [
            "abc", "1.2.3M", "1,23,4", "1,2345,678", "1,234 567", "1,,234", ",", "1e", "k", "12x", "1-2", "0x1F", "-5", "\u22125", "10000000001", "10.1B",
            "11000M", "99999999999999999999", "", "   ", "n/a",
        ];
        await using var page = await console.OpenAsync("#tiers");
        await page.SeeAsync("Of 4 creators");
        var read = await page.Page.EvaluateAsync<JsonElement>("async texts => { const { readCount } = await import('/js/numbers.js'); return texts.filter(text => readCount(text) !== null); }", refused);

        Assert.Empty(read.EnumerateArray());
    }

    private Task<WatchedPage> OpenAsync(string list) => console.OpenAsync($"#tiers?counts={Uri.EscapeDataString(list)}");

    private static async Task<IEnumerable<int>> FollowersOfAsync(WatchedPage page) =>
        (await page.RequestAsync())["items"]!["followers"]!["followers"]!.AsArray().Select(each => int.Parse((string)each!, CultureInfo.InvariantCulture));
}
