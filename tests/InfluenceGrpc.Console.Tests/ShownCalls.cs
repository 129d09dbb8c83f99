using System.Text.Json.Nodes;
using Google.Protobuf.Reflection;
using Influence.V1;
using InfluenceGrpc.Testing;
using Microsoft.Playwright;

namespace InfluenceGrpc.Console.Tests;

/// <summary>A call of every kind that the views make, with its code taken off the page.</summary>
/// <param name="console">The server that most are made to.</param>
public sealed class ShownCalls(ConsoleFixture console) : IAsyncLifetime
{
    // What languages write in other ways than JSON, or would end a text of theirs with.
    private const string Quotes = "it's \"true\" \"\"\" \\ null $(id) JSON";
    private const string Id = "it's \"true\" \\ null";

    private static readonly Dictionary<string, MessageDescriptor> Answers = new(StringComparer.Ordinal)
    {
        ["ClassifyTier"] = ClassifyTierResponse.Descriptor,
        ["BatchClassifyTiers"] = BatchClassifyTiersResponse.Descriptor,
        ["ScoreFit"] = ScoreFitResponse.Descriptor,
        ["ComparePlans"] = ComparePlansResponse.Descriptor,
        ["GetServerActivity"] = GetServerActivityResponse.Descriptor,
    };

    private readonly List<ShownCall> all = [];
    private ServerProcess keyed = null!;

    /// <summary>The key of the caller of one of the calls; the others are made without.</summary>
    public string Key { get; private set; } = "";

    /// <summary>What was collected.</summary>
    internal IReadOnlyList<ShownCall> All => all;

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        await console.CallAsync(
            "influence.v1.ProfileService/UpsertProfiles",
            new { profiles = new { profiles = new[] { new { creatorId = Id, platform = "PLATFORM_INSTAGRAM", followers = "8400" } } } });
        var brief = JsonNode.Parse(await File.ReadAllTextAsync(Repository.PathOf("samples", "briefs", "no-trail-shoe.json")))!;
        brief["title"] = Quotes;
        await using (var page = await console.OpenAsync("#tiers?counts=1"))
        {
            await page.SeeAsync("Most schemes say");
            await TakeAsync(page, "#server?pause=1", "GetServerActivity", console.GrpcAddress);
            await TakeAsync(page, "#tiers?counts=4990", "ClassifyTier", console.GrpcAddress);
            await TakeAsync(page, "#tiers?counts=5,4990&schemes=iab-uk,harvard-media", "BatchClassifyTiers", console.GrpcAddress);
            await TakeAsync(page, $"#fit?brief={Uri.EscapeDataString(brief.ToJsonString())}", "ScoreFit", console.GrpcAddress);
            await TakeAsync(page, $"#fit?by=id&id={Uri.EscapeDataString(Id)}", "ScoreFit", console.GrpcAddress);
            await TakeAsync(page, "#compare", "ComparePlans", console.GrpcAddress);
            await TakeAsync(page, "#compare?n=2&overlap=none", "ComparePlans", console.GrpcAddress);
        }

        await WithAKeyAsync();
    }

    /// <inheritdoc/>
    public Task DisposeAsync() => keyed?.DisposeAsync().AsTask() ?? Task.CompletedTask;

    private async Task WithAKeyAsync()
    {
        (Key, var hash) = Server.Security.ApiKeyHash.Generate();
        keyed = await ServerProcess.StartAsync("--store", "none", "--Web:Listen", "127.0.0.1:0", "--Callers:acme:Keys", hash, "--Callers:acme:Scopes", "all");
        await using var page = await console.OpenAsync("#server?pause=1", address: await keyed.WebAddress, expectsRefusals: true);
        await page.SeeAsync("give an API key above");
        await page.Page.Locator("#key").FillAsync(Key);
        await page.Page.Keyboard.PressAsync("Enter");
        await page.SeeAsync("at most");
        await TakeAsync(page, "#tiers?counts=4990", "ClassifyTier", keyed.Address);
    }

    // The page cannot know the port of gRPC and shows the usual one; here it is another, and that alone is put right.
    private async Task TakeAsync(WatchedPage page, string fragment, string method, Uri address)
    {
        var answered = page.Page.WaitForResponseAsync(response => response.Url.EndsWith($"/{method}", StringComparison.Ordinal));
        await page.GoToAsync(fragment);
        var answer = await (await answered).TextAsync();
        await Assertions.Expect(page.View.Locator(".call")).ToContainTextAsync($"/{method}");
        var (curl, csharp, python) = (await page.CodeAsync("curl"), await page.CodeAsync("C#"), await page.CodeAsync("Python"));
        all.Add(new ShownCall(fragment, Answers[method], JsonNode.Parse(answer)!, curl, AtPortOf(address, csharp), AtPortOf(address, python)));
    }

    private static string AtPortOf(Uri address, string code)
    {
        const string Usual = "\"http://127.0.0.1:5090\"";
        Assert.Contains(Usual, code, StringComparison.Ordinal);
        return code.Replace(Usual, $"\"http://{address.Authority}\"", StringComparison.Ordinal);
    }
}
