using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.Playwright;

namespace InfluenceGrpc.Console.Tests;

/// <summary>
/// A page of which everything is noted that should not be: what the browser complains of (a policy that was broken is among that), requests
/// that fail, and requests to anybody but the server. Disposing fails where there was any.
/// </summary>
public sealed class WatchedPage : IAsyncDisposable
{
    /// <summary>How long anything may take.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly ConcurrentQueue<string> problems = new();
    private readonly IBrowserContext context;

    private WatchedPage(IBrowserContext context, IPage page)
    {
        this.context = context;
        Page = page;
    }

    /// <summary>The page.</summary>
    public IPage Page { get; }

    /// <summary>Set by tests in which the server refuses a call on purpose: the browser then complains of the answer.</summary>
    public bool ExpectsRefusals { get; set; }

    /// <summary>The link that the page has now.</summary>
    public string Fragment => new Uri(Page.Url).Fragment;

    /// <summary>Opens a page in a context that is the page's own.</summary>
    public static async Task<WatchedPage> OpenAsync(IBrowserContext context, Uri address, string fragment, bool expectsRefusals)
    {
        context.SetDefaultTimeout((float)Patience.TotalMilliseconds);
        var opened = new WatchedPage(context, await context.NewPageAsync()) { ExpectsRefusals = expectsRefusals };
        opened.Watch(address);
        await opened.Page.GotoAsync($"{address}{fragment}");
        return opened;
    }

    /// <summary>Goes to a link within the page, as somebody does who puts it into the browser's address.</summary>
    public Task GoToAsync(string fragment) => Page.EvaluateAsync("fragment => { location.hash = fragment; }", fragment);

    /// <summary>The view that is shown.</summary>
    public ILocator View => Page.Locator("[role=tabpanel]:visible");

    /// <summary>A control by the name that the page's own code gives it.</summary>
    public ILocator Input(string name) => View.Locator($"[data-input='{name}']");

    /// <summary>Waits for a text in the view.</summary>
    public Task SeeAsync(string text) => Assertions.Expect(View).ToContainTextAsync(text);

    /// <summary>All text of the view, once its charts are drawn.</summary>
    public async Task<string> TextAsync()
    {
        await DrawnAsync();
        return await View.InnerTextAsync();
    }

    /// <summary>Waits until every chart is drawn, which it is as soon as it knows how wide it is.</summary>
    public Task DrawnAsync() => Assertions.Expect(View.Locator("figure > div:empty")).ToHaveCountAsync(0);

    /// <summary>Waits until the view's link is one that holds.</summary>
    public Task LinkAsync(string part) =>
        Page.WaitForFunctionAsync("part => location.hash.includes(part)", part, new() { Timeout = (float)Patience.TotalMilliseconds });

    /// <summary>The code that is shown for the last call.</summary>
    public async Task<string> CodeAsync(string language)
    {
        await View.GetByRole(AriaRole.Radio, new() { Name = language, Exact = true }).CheckAsync();
        return await View.Locator("pre code").InnerTextAsync();
    }

    /// <summary>What the last call asked, as the code for curl has it.</summary>
    public async Task<JsonNode> RequestAsync()
    {
        var curl = await CodeAsync("curl");
        return JsonNode.Parse(curl[(curl.IndexOf('\n', curl.IndexOf("<<'JSON'", StringComparison.Ordinal)) + 1)..curl.LastIndexOf("JSON", StringComparison.Ordinal)])!;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await context.DisposeAsync();
        if (!problems.IsEmpty)
        {
            throw new InvalidOperationException($"The page: {string.Join(Environment.NewLine, problems)}");
        }
    }

    private void Watch(Uri address)
    {
        Page.Console += (_, message) => Note(message.Type is "error" or "warning" && !(ExpectsRefusals && message.Text.Contains("Failed to load resource", StringComparison.Ordinal)), $"says {message.Type}: {message.Text}");
        Page.PageError += (_, error) => Note(true, $"throws: {error}");
        Page.RequestFailed += (_, request) => Note(request.Failure != "net::ERR_ABORTED", $"failed request: {request.Url} {request.Failure}");
        Page.Request += (_, request) => Note(
            new Uri(request.Url) is { Scheme: not ("data" or "blob") } uri && uri.Authority != address.Authority, $"asks somebody else: {request.Url}");
        Page.Response += (_, response) => Note(response.Status >= 400 && !ExpectsRefusals, $"was refused: {response.Status} {response.Url}");
    }

    private void Note(bool isProblem, string problem)
    {
        if (isProblem)
        {
            problems.Enqueue(problem);
        }
    }
}
