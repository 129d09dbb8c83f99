using Microsoft.Playwright;

namespace InfluenceGrpc.Console.Tests;

/// <summary>What a link says of a view's inputs, also of those that are empty, and of those that were cut off.</summary>
[Collection(ConsoleCollection.Name)]
[Trait("Needs", "tools")]
public sealed class LinkTests(ConsoleFixture console)
{
    [Theory]
    [InlineData("#tiers", "Of 4 creators", "counts", "counts=", "Give a follower count to see its tiers.")]
    [InlineData("#fit", "Meets the brief's constraints", "profile", "profile=", "The profile is not JSON")]
    [InlineData("#compare", "Which wins on what", "people", "people=", "is not a number of people")]
    public async Task Input_Emptied_IsEmptyWhereTheLinkIsOpened(string fragment, string seen, string input, string part, string told)
    {
        await using var first = await console.OpenAsync(fragment);
        await first.SeeAsync(seen);
        first.ExpectsRefusals = true;
        await first.Input(input).FillAsync("");
        await first.SeeAsync(told);
        await first.LinkAsync(part);
        await using var second = await console.OpenAsync(first.Fragment, expectsRefusals: true);

        await second.SeeAsync(told);
        Assert.Equal("", await second.Input(input).InputValueAsync());
    }

    [Fact]
    public async Task Schemes_NoneChosen_AreNoneWhereTheLinkIsOpened()
    {
        await using var first = await console.OpenAsync("#tiers?counts=4990");
        await first.SeeAsync("version 1 calls Micro");
        await first.View.GetByRole(AriaRole.Button, new() { Name = "None of the schemes" }).ClickAsync();
        await first.SeeAsync("Choose a scheme.");
        await using var second = await console.OpenAsync(first.Fragment);

        Assert.EndsWith("&schemes=", first.Fragment, StringComparison.Ordinal);
        await second.SeeAsync("Choose a scheme.");
        await Assertions.Expect(second.View.Locator("input[type=checkbox]:checked")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Inputs_AsAtTheBeginning_AreNotInTheLink()
    {
        await using var page = await console.OpenAsync("#server");
        await page.SeeAsync("Serving");
        Assert.Equal("#server", page.Fragment);
        await page.Page.GetByRole(AriaRole.Tab, new() { Name = "Compare" }).ClickAsync();
        await page.SeeAsync("Which wins on what");

        await page.LinkAsync("sample=");
        Assert.Equal("#compare?sample=celebrity-or-micro", page.Fragment);
    }

    [Theory]
    [InlineData("{\"title\":\"Shoes\",\"topics\":{\"fitn")]
    [InlineData("12")]
    public async Task Brief_CutInTheMiddle_IsToldAndAnotherCanBeChosen(string brief)
    {
        await using var page = await console.OpenAsync($"#fit?creator=celebrity&brief={Uri.EscapeDataString(brief)}");
        await page.SeeAsync("The brief in this link is not whole.");
        await page.SeeAsync("choose a brief to begin with");
        Assert.DoesNotContain("This page has a fault", await page.View.InnerTextAsync(), StringComparison.Ordinal);
        await page.Input("brief").SelectOptionAsync("nl-city-bike");

        await page.SeeAsync("What the score is made of");
        await page.LinkAsync("creator=celebrity&brief=nl-city-bike");
    }

    [Fact]
    public async Task List_CutInTheMiddle_IsTold()
    {
        await using var first = await console.OpenAsync("#tiers");
        await first.SeeAsync("Of 4 creators");
        await first.Input("counts").FillAsync(string.Join('\n', Enumerable.Range(1, 60).Select(i => $"creator {i} = {i * 977}")));
        await first.LinkAsync("counts=~");
        await using var second = await console.OpenAsync(first.Fragment[..^20]);

        await Assertions.Expect(second.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("A part of this link was cut off (counts)");
        await second.SeeAsync("Of 4 creators");
        await second.Page.GetByRole(AriaRole.Tab, new() { Name = "Compare" }).ClickAsync();
        await Assertions.Expect(second.Page.GetByRole(AriaRole.Alert)).ToHaveCountAsync(0);
    }
}
