using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Playwright;

namespace InfluenceGrpc.Console.Tests;

/// <summary>The view that compares plans.</summary>
[Collection(ConsoleCollection.Name)]
[Trait("Needs", "tools")]
public sealed class CompareViewTests(ConsoleFixture console)
{
    [Fact]
    public async Task Sample_AtFirst_IsSentAsItIs()
    {
        await using var page = await console.OpenAsync("#compare");
        await page.SeeAsync("\"Ten micro-influencers\" wins on different people reached in the target by a factor of 7.95");

        var sample = JsonNode.Parse(await File.ReadAllTextAsync(Repository.PathOf("samples", "campaigns", "celebrity-or-micro.json")));
        Assert.True(JsonNode.DeepEquals(sample, await page.RequestAsync()));
    }

    [Fact]
    public async Task Charts_OfEveryMeasure_TellTheirFiguresAndIntervals()
    {
        await using var page = await console.OpenAsync("#compare");
        await page.SeeAsync("Which wins on what");
        await page.DrawnAsync();

        var reach = page.View.Locator("[data-measure=netInTargetReach] svg");
        Assert.Equal(
            "People reached in the target: One celebrity 3,101 (1,399 to 12,027); Ten micro-influencers 24,643 (22,234 to 28,290)", await reach.GetAttributeAsync("aria-label"));
        Assert.Equal(2, await reach.Locator(".whisker").CountAsync());
        Assert.Equal(8, await page.View.Locator("[data-measure] svg").CountAsync());
    }

    [Fact]
    public async Task Sliders_Moved_AreWorkedOutAnewAndReproducedByTheLink()
    {
        await using var first = await console.OpenAsync("#compare");
        await first.SeeAsync("by a factor of 7.95");
        await first.Input("n").FillAsync("14");
        await first.Input("cs").FillAsync("0.4");
        await first.Input("overlap-way").SelectOptionAsync("same");
        await first.LinkAsync("overlap=0.2");
        await first.SeeAsync("by the overlaps of all pairs");
        await first.SeeAsync("\"One celebrity\" wins on different people reached");
        await using var second = await console.OpenAsync(first.Fragment);
        await second.SeeAsync("by the overlaps of all pairs");

        var plan = (await second.RequestAsync())["plans"]![1]!;
        Assert.Equal(14, plan["creators"]!.AsArray().Count);
        Assert.Equal("14 micro-influencers", (string?)plan["name"]);
        Assert.Equal(
            await first.View.GetByText("wins on").AllInnerTextsAsync(), await second.View.GetByText("wins on").AllInnerTextsAsync());
    }

    // The page computes nothing of a forecast itself: what a slider says is in the request.
    [Fact]
    public async Task Slider_OfEveryKind_ChangesWhatIsAsked()
    {
        await using var page = await console.OpenAsync("#compare");
        await page.SeeAsync("by a factor of 7.95");
        Assert.Equal((6800, 8000, 354), await FirstMicroAsync(page));
        foreach (var (slider, value, expected) in (IEnumerable<(string, string, (int, int, int))>)
            [("mp", "20000", (6800, 16_000, 354)), ("me", "0.122", (6800, 16_000, 712)), ("mf", "500", (6495, 16_000, 680))])
        {
            await page.Input(slider).FillAsync(value);
            await page.LinkAsync($"{slider}=");
            await Assertions.Expect(page.View.Locator("[aria-busy]")).ToHaveCountAsync(0);

            Assert.Equal(expected, await FirstMicroAsync(page));
        }
    }

    [Fact]
    public async Task People_ThatAreNoNumber_AreRefusedByName()
    {
        await using var page = await console.OpenAsync("#compare");
        await page.SeeAsync("by a factor of 7.95");
        page.ExpectsRefusals = true;
        await page.Input("people").FillAsync("0");

        await page.SeeAsync("universe.people");
    }

    [Theory]
    [InlineData("5,600,000", 5_600_000)]
    [InlineData("5 600 000", 5_600_000)]
    [InlineData("5.6M", 5_600_000)]
    public async Task People_AsPeopleWriteThem_AreSent(string people, int expected)
    {
        await using var page = await console.OpenAsync($"#compare?people={Uri.EscapeDataString(people)}");
        await page.SeeAsync("Which wins on what");

        Assert.Equal(expected, (int)(await page.RequestAsync())["universe"]!["people"]!);
    }

    [Fact]
    public async Task People_ThatCannotBeRead_AreToldOfAndNotGuessedAt()
    {
        await using var page = await console.OpenAsync("#compare?people=1,5");

        await page.SeeAsync("People in the target: \"1,5\" is not a number of people: write it as 12345, 12,345 or 12.5k.");
    }

    // Followers, price and likes of the first micro-influencer that was sent.
    private static async Task<(int Followers, int Price, int Likes)> FirstMicroAsync(WatchedPage page)
    {
        var creator = (await page.RequestAsync())["plans"]![1]!["creators"]![0]!;
        var profile = creator["profile"]!;
        return (int.Parse((string)profile["followers"]!, CultureInfo.InvariantCulture), (int)creator["price"]!, (int)(double)profile["engagement"]!["averageLikes"]!);
    }
}
