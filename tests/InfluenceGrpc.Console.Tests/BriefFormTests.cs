using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Playwright;

namespace InfluenceGrpc.Console.Tests;

/// <summary>A brief as a form and as JSON: numbers as people write them, and files as people keep them.</summary>
[Collection(ConsoleCollection.Name)]
[Trait("Needs", "tools")]
public sealed class BriefFormTests(ConsoleFixture console)
{
    [Theory]
    [InlineData("constraints.maxFollowers", "50,000", 50_000)]
    [InlineData("constraints.maxFollowers", "12.5k", 12_500)]
    [InlineData("size.followers", "8.401", 8401)]
    [InlineData("cost.maximumPrice", "15 001", 15_001)]
    [InlineData("size.logSpread", "1.125", 1.125)]
    public async Task Number_AsPeopleWriteIt_IsSent(string path, string text, double expected)
    {
        await using var page = await OpenAsync();
        await page.View.Locator($"[data-path='{path}']").FillAsync(text);
        await SeeRequestAsync(page, expected.ToString(CultureInfo.InvariantCulture));

        Assert.Equal(expected, (double)path.Split('.').Aggregate((await page.RequestAsync())["brief"]!, (part, name) => part[name]!));
        await Assertions.Expect(page.View.Locator(".fault")).ToHaveCountAsync(0);
    }

    [Theory]
    [InlineData("cost.maximumPrice", "1.500", "Most to pay: \"1.500\" can be 1.5 or 1,500: write 1.50 or 1500.")]
    [InlineData("constraints.maxFollowers", "many", "Most followers: \"many\" is not a number of people: write it as 12345, 12,345 or 12.5k.")]
    [InlineData("audience.countries", "NO = 0,5", "Countries wanted: \"0,5\" is not a number: write it as 0.5 or 1.25.")]
    public async Task Number_ThatCannotBeRead_IsToldOfWithHowToWriteIt(string path, string text, string told)
    {
        await using var first = await OpenAsync();
        await first.View.Locator($"[data-path='{path}']").FillAsync(text);
        await first.SeeAsync(told);
        await using var second = await console.OpenAsync(first.Fragment);

        await second.SeeAsync(told);
    }

    // Half of the world would mean 6,125 by it; in JSON it can only be six and an eighth.
    [Fact]
    public async Task Amount_GivenAsJson_HasOneMeaning()
    {
        await using var page = await OpenAsync();
        await PasteAsync(page, """{ "topics": { "outdoor": 1 }, "cost": { "deliverable": "DELIVERABLE_POST", "currencyCode": "NOK", "referenceCostPerEngagement": 6.125 } }""");

        await SeeRequestAsync(page, "6.125");
        await Assertions.Expect(page.View.Locator(".fault")).ToHaveCountAsync(0);
    }

    // What "influence brief new" writes.
    [Fact]
    public async Task File_OfTheCommandLine_IsTakenWithItsCommentsAndSentWithout()
    {
        const string Title = "Not // a comment, /* nor this */ ,] \\\" ,}";
        var file = await File.ReadAllTextAsync(Repository.PathOf("clients", "csharp", "InfluenceGrpc.Cli", "Briefs", "template.jsonc"));
        await using var first = await OpenAsync();
        await PasteAsync(first, "/* Two\n lines */ " + file.Replace("My campaign", Title, StringComparison.Ordinal));
        await SeeRequestAsync(first, "2027-04-01T00:00:00Z");
        await first.LinkAsync("brief=~");
        await Assertions.Expect(first.View.Locator(".fault")).ToHaveCountAsync(0);
        var sent = (await first.RequestAsync())["brief"]!;
        await using var second = await console.OpenAsync(first.Fragment);
        await SeeRequestAsync(second, "2027-04-01T00:00:00Z");

        Assert.Equal("Not // a comment, /* nor this */ ,] \" ,}", (string?)sent["title"]);
        Assert.Equal(0.5, (double)sent["topics"]!["outdoor"]!);
        Assert.True(JsonNode.DeepEquals(sent, (await second.RequestAsync())["brief"]));
        Assert.True(JsonNode.DeepEquals(sent, JsonNode.Parse(await first.Input("brief-json").InputValueAsync())));
    }

    [Theory]
    [InlineData("{ // only\n \"title\": }")]
    [InlineData("[1]")]
    public async Task Json_ThatIsNoBrief_IsToldBelowIt(string text)
    {
        await using var page = await OpenAsync();
        await PasteAsync(page, text);

        await page.SeeAsync("That is not JSON of a brief: ");
    }

    [Fact]
    public async Task Profile_WithComments_IsSentAsPlainJson()
    {
        await using var page = await OpenAsync();
        await page.Input("profile").FillAsync("""{ "creatorId": "noted", /* no more is known */ "followers": "8400", } // of her""");
        await SeeRequestAsync(page, "noted");
        await page.LinkAsync(Uri.EscapeDataString("""{"creatorId":"noted",""").Replace("%3A", ":", StringComparison.Ordinal).Replace("%2C", ",", StringComparison.Ordinal));

        Assert.Equal("8400", (string?)(await page.RequestAsync())["profile"]!["followers"]);
    }

    private async Task<WatchedPage> OpenAsync()
    {
        var page = await console.OpenAsync("#fit");
        await page.SeeAsync("Meets the brief's constraints");
        return page;
    }

    private static async Task PasteAsync(WatchedPage page, string json)
    {
        await page.View.GetByText("The whole brief as JSON").ClickAsync();
        await page.Input("brief-json").FillAsync(json);
        await page.Input("brief-json").BlurAsync();
    }

    private static Task SeeRequestAsync(WatchedPage page, string part) => Assertions.Expect(page.View.Locator("pre code")).ToContainTextAsync(part);
}
