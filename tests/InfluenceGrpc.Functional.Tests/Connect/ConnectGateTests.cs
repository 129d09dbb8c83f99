using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using InfluenceGrpc.Functional.Tests.Gate;
using InfluenceGrpc.Functional.Tests.Redis;
using InfluenceGrpc.Server.Admission;
using InfluenceGrpc.Server.Operations;
using InfluenceGrpc.Testing;
using Microsoft.Extensions.DependencyInjection;
using static InfluenceGrpc.Functional.Tests.Connect.ConnectServer;

namespace InfluenceGrpc.Functional.Tests.Connect;

/// <summary>Calls by the Connect protocol pass the same gate as those over gRPC.</summary>
public sealed class ConnectGateTests
{
    private const string Question = """{"followerCount": 4990}""";

    [Fact]
    public async Task Caller_WithoutKey_IsUnauthenticated_AndOneWithoutScopeIsDenied()
    {
        await using var secure = await SecureServer.StartAsync(requiresCertificates: false, "--Web:Listen", "127.0.0.1:0");
        using var client = Trusting(secure);

        using var stranger = await client.PostAsync(new Uri("/" + ClassifyTier, UriKind.Relative), Json(Question));
        client.DefaultRequestHeaders.Authorization = new("Bearer", secure.Key);
        using var known = await client.PostAsync(new Uri("/" + ClassifyTier, UriKind.Relative), Json(Question));
        using var denied = await client.PostAsync(new Uri("/influence.v1.FitService/ScoreFit", UriKind.Relative), Json("{}"));

        Assert.Equal(HttpStatusCode.Unauthorized, stranger.StatusCode);
        Assert.Equal("Bearer", stranger.Headers.WwwAuthenticate.Single().Scheme);
        Assert.Equal("unauthenticated", (string?)(await JsonOf(stranger))["code"]);
        Assert.Equal(HttpStatusCode.OK, known.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, denied.StatusCode);
        Assert.Equal("score", (string?)Detail(await JsonOf(denied), "google.rpc.ErrorInfo")!["metadata"]!["scope"]);
    }

    [Theory]
    [InlineData("1.1")]
    [InlineData("2.0")]
    public async Task Tls_IsForHttp1AndHttp2(string version)
    {
        await using var secure = await SecureServer.StartAsync(requiresCertificates: false, "--Web:Listen", "127.0.0.1:0");
        using var client = Trusting(secure);
        var request = new HttpRequestMessage(HttpMethod.Post, "/" + ClassifyTier)
        {
            Content = Json(Question), Version = Version.Parse(version), VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Headers = { Authorization = new("Bearer", secure.Key) },
        };

        using var response = await client.SendAsync(request);

        Assert.Equal((HttpStatusCode.OK, version), (response.StatusCode, response.Version.ToString()));
    }

    [Fact]
    public async Task NoPlace_IsTooManyRequestsWithRetryAfter()
    {
        await using var server = await StartAsync("--Limits:MaxCalls", "1");
        using var half = await HalfCall.BeginAsync(server.Server.WebAddress!, ClassifyTier);
        await Until.TrueAsync(async () =>
        {
            using var refused = await server.PostAsync(ClassifyTier, Question);
            if (refused.StatusCode != HttpStatusCode.TooManyRequests)
            {
                return false;
            }

            Assert.Equal(TimeSpan.FromSeconds(1), refused.Headers.RetryAfter?.Delta);
            Assert.Equal("OVERLOADED", (string?)Detail(await JsonOf(refused), "google.rpc.ErrorInfo")!["reason"]);
            return true;
        }, "the half call has the only place");

        half.Dispose();

        await Until.TrueAsync(async () => (await server.PostAsync(ClassifyTier, Question)).IsSuccessStatusCode, "the place is given back");
    }

    [Fact]
    public async Task MessageThatDoesNotCome_IsToldThatItTookTooLong()
    {
        await using var server = await StartAsync("--Limits:CallTimeout", "00:00:01");
        using var half = await HalfCall.BeginAsync(server.Server.WebAddress!, ClassifyTier);

        var answer = await half.ReadAsync();

        Assert.StartsWith("HTTP/1.1 504", answer, StringComparison.Ordinal);
        Assert.Contains("CALL_TIMED_OUT", answer, StringComparison.Ordinal);
        await Until.TrueAsync(() => server.Server.Services.GetRequiredService<MemoryBudget>().Held == 0, "the memory is given back");
    }

    // The library tells it from its timer, while the body is still being read.
    [Fact]
    public async Task Deadline_PassesWhileTheMessageComes_IsToldAndGivesEverythingBack()
    {
        await using var server = await StartAsync("--Limits:MaxCalls", "1");
        using var half = await HalfCall.BeginAsync(server.Server.WebAddress!, ClassifyTier, Begun.WithItsFirstByte, "connect-timeout-ms: 300\r\n");

        var answer = await half.ReadAsync();

        Assert.StartsWith("HTTP/1.1 504", answer, StringComparison.Ordinal);
        Assert.Contains("\"code\":\"deadline_exceeded\"", answer, StringComparison.Ordinal);
        half.Dispose();
        await Until.TrueAsync(async () => (await server.PostAsync(ClassifyTier, Question)).IsSuccessStatusCode, "the place is given back");
        await Until.TrueAsync(() => server.Server.Services.GetRequiredService<MemoryBudget>().Held == 0, "the memory is given back");
    }

    [Fact]
    public async Task ShuttingDown_CallUnderWay_IsAnsweredAndNewOnesAreSentElsewhere()
    {
        await using var server = await StartAsync("--Limits:MaxCalls", "1");
        using var half = await HalfCall.BeginAsync(server.Server.WebAddress!, ClassifyTier);
        await Until.TrueAsync(async () => (await server.PostAsync(ClassifyTier, Question)).StatusCode == HttpStatusCode.TooManyRequests, "the half call is under way");
        using var late = await HalfCall.BeginAsync(server.Server.WebAddress!, ClassifyTier, Begun.WithItsConnection);
        var stopping = server.Server.StopAsync();
        await Until.TrueAsync(() => server.Server.Services.GetRequiredService<Drain>().Started, "it drains");

        await late.CompleteAsync();
        await half.CompleteAsync();

        var (refused, answered) = (await late.ReadAsync(), await half.ReadAsync());
        Assert.True(answered.StartsWith("HTTP/1.1 200", StringComparison.Ordinal), answered);
        Assert.True(refused.Length == 0 || (refused.StartsWith("HTTP/1.1 503", StringComparison.Ordinal) && refused.Contains("Retry-After: 1", StringComparison.Ordinal)), refused);
        await stopping.WaitAsync(Until.Patience);
    }

    [Theory]
    [InlineData("localhost", HttpStatusCode.OK)]
    [InlineData("LOCALHOST:5091", HttpStatusCode.OK)]
    [InlineData("127.0.0.1", HttpStatusCode.OK)]
    [InlineData("127.9.9.9:80", HttpStatusCode.OK)]
    [InlineData("[::1]:5091", HttpStatusCode.OK)]
    [InlineData("console.example", HttpStatusCode.OK)]
    [InlineData("evil.example", HttpStatusCode.MisdirectedRequest)]
    [InlineData("localhost.evil.example:5091", HttpStatusCode.MisdirectedRequest)]
    [InlineData("10.0.0.1", HttpStatusCode.MisdirectedRequest)]
    public async Task Host_ThatIsNotThisMachine_IsTurnedAway(string host, HttpStatusCode expected)
    {
        await using var server = await StartAsync("--Web:AllowedHosts", "console.example");

        using var response = await server.PostAsync(ClassifyTier, Question, ("host", host));

        Assert.Equal(expected, response.StatusCode);
    }

    // A name of a page's own may stand for this machine at such a port too: where callers of it need no key, so would the page.
    [Theory]
    [InlineData("localhost", "true", HttpStatusCode.OK)]
    [InlineData("console.example", "true", HttpStatusCode.OK)]
    [InlineData("evil.example", "true", HttpStatusCode.MisdirectedRequest)]
    [InlineData("evil.example", "false", HttpStatusCode.Unauthorized)]
    public async Task Host_AtAPortForOtherMachines_IsTurnedAwayWhereCallersOfThisOneNeedNoKey(string host, string allowsAnonymous, HttpStatusCode expected)
    {
        var (_, caller) = Keys.NewCaller("acme", "all");
        await using var server = await RunningServer.StartAsync(
            [.. caller, "--Web:Listen", "0.0.0.0:0", "--Web:AllowedHosts", "console.example", "--Security:AllowInsecure", "true", "--Security:AllowAnonymous", allowsAnonymous]);
        using var client = new HttpClient { BaseAddress = new UriBuilder(server.WebAddress!) { Host = "127.0.0.1" }.Uri, Timeout = Until.Patience };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/" + ClassifyTier) { Content = Json(Question), Headers = { Host = host } };

        using var response = await client.SendAsync(request);

        Assert.Equal(expected, response.StatusCode);
    }

    [Theory]
    [InlineData("https://console.example", "https://console.example")]
    [InlineData("https://evil.example", null)]
    public async Task Origin_ThatIsAllowed_MayCallFromABrowser(string origin, string? allowed)
    {
        await using var server = await StartAsync("--Web:AllowedOrigins", "https://console.example");
        var preflight = new HttpRequestMessage(HttpMethod.Options, "/" + ClassifyTier)
        {
            Headers = { { "origin", origin }, { "access-control-request-method", "POST" }, { "access-control-request-headers", "content-type,connect-protocol-version" } },
        };

        using var asked = await server.Client.SendAsync(preflight);
        using var called = await server.PostAsync(ClassifyTier, Question, ("origin", origin));

        Assert.Equal(allowed, asked.Headers.TryGetValues("access-control-allow-origin", out var values) ? values.Single() : null);
        Assert.Equal(allowed, called.Headers.TryGetValues("access-control-allow-origin", out values) ? values.Single() : null);
    }

    [Fact]
    public async Task WithoutAllowedOrigins_NoPageOfOthersMayCall()
    {
        await using var server = await StartAsync();

        using var response = await server.PostAsync(ClassifyTier, Question, ("origin", "https://console.example"));

        Assert.False(response.Headers.Contains("access-control-allow-origin"));
    }

    private static StringContent Json(string json) => new(json, Encoding.UTF8, "application/json");

    private static HttpClient Trusting(SecureServer secure)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.ImportFromPemFile(secure.Authority.CertificateFile);
        return new HttpClient(new SocketsHttpHandler { SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = policy } })
        {
            BaseAddress = secure.WebAddress,
        };
    }

    private enum Begun
    {
        WithItsConnection,
        WithItsFirstByte,
    }

    /// <summary>A call that is begun, and goes on when that is asked for.</summary>
    private sealed class HalfCall : IDisposable
    {
        private readonly TcpClient client = new();
        private readonly string rest;
        private NetworkStream stream = null!;

        private HalfCall(string rest) => this.rest = rest;

        public static async Task<HalfCall> BeginAsync(Uri address, string rpc, Begun begun = Begun.WithItsFirstByte, string header = "")
        {
            var head = $"POST /{rpc} HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\n{header}content-length: {Question.Length}\r\nconnection: close\r\n\r\n";
            var call = new HalfCall(begun == Begun.WithItsConnection ? head + Question : Question[1..]);
            await call.client.ConnectAsync(address.Host, address.Port).WaitAsync(Until.Patience);
            call.stream = call.client.GetStream();
            await call.stream.WriteAsync(Encoding.ASCII.GetBytes(begun == Begun.WithItsConnection ? "" : head + Question[..1]));
            return call;
        }

        public Task CompleteAsync() => stream.WriteAsync(Encoding.ASCII.GetBytes(rest)).AsTask();

        /// <summary>The answer; what becomes of the connection is not waited for.</summary>
        public async Task<string> ReadAsync()
        {
            using var reader = new StreamReader(stream, Encoding.UTF8, leaveOpen: true);
            var answer = new StringBuilder();
            var length = 0;
            while (await reader.ReadLineAsync().WaitAsync(Until.Patience) is { Length: > 0 } line)
            {
                answer.Append(line).Append('\n');
                length = line.StartsWith("Content-Length: ", StringComparison.OrdinalIgnoreCase) ? int.Parse(line[16..], CultureInfo.InvariantCulture) : length;
            }

            var body = new char[length];
            await reader.ReadBlockAsync(body).AsTask().WaitAsync(Until.Patience);
            return answer.Append(body).ToString();
        }

        public void Dispose() => client.Dispose();
    }
}
