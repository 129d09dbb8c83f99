using System.IO.Compression;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using InfluenceGrpc.Functional.Tests.Redis;
using InfluenceGrpc.Testing;

namespace InfluenceGrpc.Functional.Tests.Connect;

/// <summary>A server asked over plain HTTP/1.1, as curl asks.</summary>
internal sealed class ConnectServer : IAsyncDisposable
{
    public const string ClassifyTier = "influence.v1.TierService/ClassifyTier";
    public const string BatchClassifyTiers = "influence.v1.TierService/BatchClassifyTiers";

    private ConnectServer(RunningServer server)
    {
        Server = server;
        Client = new HttpClient { BaseAddress = server.WebAddress, Timeout = Until.Patience };
    }

    public RunningServer Server { get; }

    public HttpClient Client { get; }

    public static async Task<ConnectServer> StartAsync(params string[] switches) =>
        new(await RunningServer.StartAsync(["--Web:Listen", "127.0.0.1:0", .. switches]));

    /// <summary>Sends JSON, and returns what is answered.</summary>
    public Task<HttpResponseMessage> PostAsync(string rpc, string json, params (string Name, string Value)[] headers) =>
        SendAsync(rpc, new StringContent(json, Encoding.UTF8, "application/json"), headers);

    /// <summary>Sends anything.</summary>
    public Task<HttpResponseMessage> SendAsync(string rpc, HttpContent? content, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/" + rpc) { Content = content };
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return Client.SendAsync(request);
    }

    /// <summary>Bytes as a body.</summary>
    public static ByteArrayContent Body(byte[] bytes, string type, string? encoding = null)
    {
        var content = new ByteArrayContent(bytes) { Headers = { ContentType = MediaTypeHeaderValue.Parse(type) } };
        if (encoding is not null)
        {
            content.Headers.ContentEncoding.Add(encoding);
        }

        return content;
    }

    /// <summary>Bytes as gzip has them.</summary>
    public static byte[] Gzip(byte[] bytes)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(bytes);
        }

        return compressed.ToArray();
    }

    /// <summary>The answer, which must be JSON.</summary>
    public static async Task<JsonNode> JsonOf(HttpResponseMessage response)
    {
        Assert.Equal("application/json", response.Content.Headers.ContentType?.ToString());
        return JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
    }

    /// <summary>The detail of an error that has this type, as it is shown.</summary>
    public static JsonNode? Detail(JsonNode error, string type) =>
        error["details"]?.AsArray().FirstOrDefault(detail => (string?)detail!["type"] == type)?["debug"];

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Server.DisposeAsync();
    }
}
