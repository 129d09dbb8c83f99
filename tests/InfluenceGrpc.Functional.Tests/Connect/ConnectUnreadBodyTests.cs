using System.Net.Sockets;
using System.Text;
using InfluenceGrpc.Functional.Tests.Gate;
using InfluenceGrpc.Functional.Tests.Hostile;
using InfluenceGrpc.Functional.Tests.Redis;

namespace InfluenceGrpc.Functional.Tests.Connect;

/// <summary>
/// Whoever is answered before the body has come may let it be half there for as long as Kestrel waits for it: nothing of that is logged.
/// </summary>
public sealed class ConnectUnreadBodyTests
{
    private static readonly string[] Json = ["content-type: application/json"];

    [Fact]
    public async Task Stranger_WithHalfABody_IsToldAndNothingIsLogged() =>
        await AssertToldAsync("HTTP/1.1 401", "CALLER_UNKNOWN", Json, Keys.NewCaller("acme", "classify").Switches);

    // It is never answered by the library, which wants HTTP/2: the gate is before it.
    [Fact]
    public async Task StrangerToGrpc_WithHalfABody_IsToldAndNothingIsLogged() =>
        await AssertToldAsync("HTTP/1.1 200", "grpc-status: 16", ["content-type: application/grpc"], Keys.NewCaller("acme", "classify").Switches);

    [Fact]
    public async Task Deadline_WithHalfABody_IsToldAndNothingIsLogged() =>
        await AssertToldAsync("HTTP/1.1 504", "DEADLINE_PASSED", [.. Json, "connect-timeout-ms: 300"]);

    [Fact]
    public async Task NoPlace_WithHalfABody_IsToldAndNothingIsLogged()
    {
        await using var server = await WatchedServer.StartAsync("--Web:Listen", "127.0.0.1:0", "--Limits:MaxCalls", "1");
        using var first = await BeginAsync(server, Json);
        using var second = await BeginAsync(server, Json);

        // One of them has the place, and is closed when Kestrel has waited for long enough; the other is told at once.
        var answers = await Task.WhenAll(ReadToEndAsync(first), ReadToEndAsync(second));

        Assert.Contains("OVERLOADED", Assert.Single(answers, answer => answer.StartsWith("HTTP/1.1 429", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    private static async Task AssertToldAsync(string status, string told, string[] headers, params string[] switches)
    {
        await using var server = await WatchedServer.StartAsync(["--Web:Listen", "127.0.0.1:0", .. switches]);
        using var client = await BeginAsync(server, headers);

        var answer = await ReadToEndAsync(client);

        Assert.StartsWith(status, answer, StringComparison.Ordinal);
        Assert.Contains(told, answer, StringComparison.OrdinalIgnoreCase);
    }

    private static async Task<TcpClient> BeginAsync(WatchedServer server, string[] headers)
    {
        string[] head =
        [
            $"POST /{ConnectServer.ClassifyTier} HTTP/1.1", "host: localhost", "content-length: 100", .. headers, "", "{",
        ];
        var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", server.Server.WebAddress!.Port).WaitAsync(Until.Patience);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(string.Join("\r\n", head)));
        return client;
    }

    // To where the server closes: it waits for the rest for some seconds, and what it logs of that it logs before.
    private static async Task<string> ReadToEndAsync(TcpClient client)
    {
        var (stream, buffer, answer) = (client.GetStream(), new byte[4096], new StringBuilder());
        try
        {
            while (await stream.ReadAsync(buffer).AsTask().WaitAsync(Until.Patience) is > 0 and var read)
            {
                answer.Append(Encoding.UTF8.GetString(buffer, 0, read));
            }
        }
        catch (IOException)
        {
            // Reset, which is an end too.
        }

        return answer.ToString();
    }
}
