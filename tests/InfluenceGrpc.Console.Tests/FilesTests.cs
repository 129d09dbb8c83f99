using System.Net;

namespace InfluenceGrpc.Console.Tests;

/// <summary>The page's files, as the server gives them.</summary>
[Collection(ConsoleCollection.Name)]
[Trait("Needs", "tools")]
public sealed class FilesTests(ConsoleFixture console) : IDisposable
{
    private readonly HttpClient client = new() { BaseAddress = console.Address, Timeout = WatchedPage.Patience };

    /// <inheritdoc/>
    public void Dispose() => client.Dispose();

    [Theory]
    [InlineData("/", "text/html; charset=utf-8")]
    [InlineData("/index.html", "text/html; charset=utf-8")]
    [InlineData("/base.css", "text/css; charset=utf-8")]
    [InlineData("/js/main.js", "text/javascript; charset=utf-8")]
    [InlineData("/icon.svg", "image/svg+xml")]
    [InlineData("/samples/campaigns/celebrity-or-micro.json", "application/json")]
    public async Task File_Asked_IsGivenWithItsTypeAndItsGuards(string path, string type)
    {
        using var response = await client.GetAsync(path);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(type, response.Content.Headers.ContentType?.ToString());
        Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("no-referrer", response.Headers.GetValues("Referrer-Policy").Single());
        Assert.Equal("no-cache", response.Headers.CacheControl?.ToString());
        var policy = response.Headers.GetValues("Content-Security-Policy").Single();
        Assert.StartsWith("default-src 'self';", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task File_KnownByItsTag_IsNotSentAgain()
    {
        using var first = await client.GetAsync("/js/main.js");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/js/main.js") { Headers = { IfNoneMatch = { first.Headers.ETag! } } };
        using var second = await client.SendAsync(request);
        using var other = await client.GetAsync("/js/dom.js");

        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
        Assert.Equal(first.Headers.ETag, second.Headers.ETag);
        Assert.Empty(await second.Content.ReadAsByteArrayAsync());
        Assert.NotEqual(first.Headers.ETag, other.Headers.ETag);
    }

    [Fact]
    public async Task File_HeadOnly_HasItsLengthAndNoBody()
    {
        using var request = new HttpRequestMessage(HttpMethod.Head, "/");
        using var response = await client.SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.True(response.Content.Headers.ContentLength > 1000);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync());
    }

    [Theory]
    [InlineData("/js/")]
    [InlineData("/nothing.js")]
    [InlineData("/js/..%2Findex.html")]
    public async Task Path_OfNoFile_IsNotFound(string path)
    {
        using var response = await client.GetAsync(path);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task File_OnThePortOfGrpc_IsNotThere()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(console.GrpcAddress, "/index.html")) { Version = HttpVersion.Version20, VersionPolicy = HttpVersionPolicy.RequestVersionExact };
        using var response = await client.SendAsync(request);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    // No comment of a module says so: the page is small enough to be read.
    [Fact]
    public void Modules_OfThePage_FitInTheHead() => Assert.All(
        Directory.EnumerateFiles(Repository.PathOf("src", "InfluenceGrpc.Server", "Console", "page", "js"), "*.js"),
        file => Assert.InRange(File.ReadAllLines(file).Length, 1, 300));

    // What comes from outside must never be read as markup; the policy forbids it too.
    [Fact]
    public void Modules_OfThePage_MakeNoMarkup() => Assert.All(
        Directory.EnumerateFiles(Repository.PathOf("src", "InfluenceGrpc.Server", "Console", "page", "js"), "*.js"),
        file => Assert.DoesNotMatch(@"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function", File.ReadAllText(file)));
}
