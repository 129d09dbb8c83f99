using System.Net.Http.Json;
using InfluenceGrpc.Testing;
using Microsoft.Playwright;

namespace InfluenceGrpc.Console.Tests;

/// <summary>One server as a process of its own and one browser, for all tests that look at the page.</summary>
public sealed class ConsoleFixture : IAsyncLifetime
{
    /// <summary>What would be an image and run a script, were it read as markup.</summary>
    public const string HostileName = "<img src=x onerror=window.hacked=1>\"'&";

    private readonly DirectoryInfo schemes = Directory.CreateTempSubdirectory("influence-console-");
    private IPlaywright playwright = null!;
    private IBrowser browser = null!;
    private ServerProcess server = null!;

    /// <summary>Where the page is.</summary>
    public Uri Address { get; private set; } = null!;

    /// <summary>Where gRPC is served, and no page is.</summary>
    public Uri GrpcAddress => server.Address;

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        await File.WriteAllTextAsync(Path.Combine(schemes.FullName, "hostile.json"), """
            {"id": "hostile", "version": 1, "title": "<img src=x onerror=window.hacked=1>\"'&", "source": {"document": "test"},
             "kind": "TIER_SCHEME_KIND_FOLLOWERS", "tiers": [
               {"id": "small", "label": "<img src=x onerror=window.hacked=1>", "canonical": "CANONICAL_TIER_NANO", "lowerFollowers": "10"}]}
            """);
        server = await ServerProcess.StartAsync("--schemes", schemes.FullName, "--Web:Listen", "127.0.0.1:0");
        Address = await server.WebAddress;
        playwright = await Playwright.CreateAsync();
        Assertions.SetDefaultExpectTimeout((float)WatchedPage.Patience.TotalMilliseconds);

        // The browser of the system: the library would fetch one of its own. Tests may run as root, for whom it has no sandbox.
        browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = "/usr/bin/chromium", Args = ["--no-sandbox"] });
    }

    /// <summary>A page that fails its test where anything went wrong on it.</summary>
    /// <param name="fragment">The view and its inputs.</param>
    /// <param name="scheme">Colours that the system asks for.</param>
    /// <param name="width">Of the window, in CSS pixels.</param>
    /// <param name="address">Of another server than the fixture's.</param>
    /// <param name="expectsRefusals">Whether the server refuses the view's first call already.</param>
    public async Task<WatchedPage> OpenAsync(
        string fragment, ColorScheme scheme = ColorScheme.Light, int width = 1280, Uri? address = null, bool expectsRefusals = false)
    {
        var context = await browser.NewContextAsync(new()
        {
            ColorScheme = scheme,

            // What is looked at while colours still change has neither the old contrast nor the new.
            ReducedMotion = ReducedMotion.Reduce,
            ViewportSize = new() { Width = width, Height = 900 },
            Permissions = ["clipboard-read", "clipboard-write"],
            Locale = "en-GB",
        });
        return await WatchedPage.OpenAsync(context, address ?? Address, fragment, expectsRefusals);
    }

    /// <summary>Calls an rpc as the page does.</summary>
    public async Task CallAsync(string rpc, object request)
    {
        using var client = new HttpClient { BaseAddress = Address, Timeout = WatchedPage.Patience };
        using var response = await client.PostAsJsonAsync(rpc, request);
        response.EnsureSuccessStatusCode();
    }

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        await browser.DisposeAsync();
        playwright.Dispose();
        await server.DisposeAsync();
        schemes.Delete(recursive: true);
    }
}
