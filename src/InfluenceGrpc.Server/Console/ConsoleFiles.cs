using System.Collections.Frozen;
using System.Reflection;
using System.Security.Cryptography;
using InfluenceGrpc.Server.Operations;
using Microsoft.Extensions.Primitives;

// Not InfluenceGrpc.Server.Console: that would hide System.Console from the whole server.
namespace InfluenceGrpc.Server.WebConsole;

/// <summary>
/// The console: a page for people, out of files that lie in the assembly. It knows no more than its caller may ask the server for, so
/// everybody who reaches the web port is given it.
/// </summary>
internal sealed class ConsoleFiles
{
    // Nothing but files of this server is loaded, and nothing but it is called; no script or style stands in the page itself.
    private const string Policy =
        "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'";

    private const string ResourceFolder = "console/";
    private const string FirstPage = "/index.html";

    private static readonly FrozenDictionary<string, string> ContentTypes = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        [".html"] = "text/html; charset=utf-8",
        [".css"] = "text/css; charset=utf-8",
        [".js"] = "text/javascript; charset=utf-8",
        [".json"] = "application/json",
        [".svg"] = "image/svg+xml",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private readonly FrozenDictionary<string, ConsoleFile> files = Read(typeof(ConsoleFiles).Assembly).ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Paths of all files, with the slash before them.</summary>
    public IEnumerable<string> Paths => files.Keys;

    /// <summary>Middleware: answers GET and HEAD for a file of the console on the web port, and leaves every other request alone.</summary>
    public Task ServeAsync(HttpContext context, RequestDelegate next)
    {
        var method = context.Request.Method;
        var path = context.Request.Path.Value;
        return WebPort.IsOf(context)
            && (HttpMethods.IsGet(method) || HttpMethods.IsHead(method))
            && files.TryGetValue(path is "/" or "" or null ? FirstPage : path, out var file)
                ? SendAsync(context, file)
                : next(context);
    }

    private static async Task SendAsync(HttpContext context, ConsoleFile file)
    {
        var response = context.Response;
        var headers = response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";

        // Asked about at every visit: a server that was upgraded must not be met by the page of the one before.
        headers.CacheControl = "no-cache";
        headers.ETag = file.Tag;
        if (IsKnown(context.Request.Headers.IfNoneMatch, file.Tag))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        response.ContentType = file.ContentType;
        response.ContentLength = file.Content.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await response.Body.WriteAsync(file.Content, context.RequestAborted);
        }
    }

    private static bool IsKnown(StringValues given, string tag) =>
        given.Any(list => list is not null && list.Split(',', StringSplitOptions.TrimEntries).Any(each => each == tag || each == "*"));

    private static IEnumerable<KeyValuePair<string, ConsoleFile>> Read(Assembly assembly)
    {
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.StartsWith(ResourceFolder, StringComparison.Ordinal)))
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            var content = new byte[stream.Length];
            stream.ReadExactly(content);
            yield return new(
                $"/{name[ResourceFolder.Length..]}",
                new(content, ContentTypes[Path.GetExtension(name)], $"\"{Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, 12))}\""));
        }
    }
}
