using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Grpc.Core;
using Grpc.Net.Client;
using Influence.V1;
using InfluenceGrpc.Functional.Tests.Hostile;
using InfluenceGrpc.Functional.Tests.Redis;
using InfluenceGrpc.Testing;

namespace InfluenceGrpc.Functional.Tests.Gate;

/// <summary>TLS, certificates of callers, and new certificates while the server runs.</summary>
public sealed class TlsTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly ClassifyTierRequest Question = new() { FollowerCount = 50_000 };

    private readonly Authority authority = new();

    public void Dispose() => authority.Dispose();

    [Fact]
    public async Task Tls_ServerWithACertificate_ServesEncryptedOnly()
    {
        await using var server = await StartAsync();
        using var channel = Open(server);
        await AskAsync(channel);

        using var plain = GrpcChannel.ForAddress($"http://127.0.0.1:{server.Address.Port}");
        await AssertNoConnectionAsync(plain);
    }

    [Theory]
    [InlineData("cn:billing", true)]
    [InlineData("dns:Billing.example.com", true)]
    [InlineData("uri:spiffe://example.com/billing", true)]
    [InlineData("cn:billing.example.com", false)]
    [InlineData("dns:billing", false)]
    public async Task MutualTls_CertificateOfACaller_IsKnownByItsNames(string name, bool isKnown)
    {
        await using var server = await StartAsync("--Tls:ClientCaFile", authority.CertificateFile, "--Callers:billing:Certificates", name, "--Callers:billing:Scopes", "classify");
        using var channel = Open(server, authority.IssueToCaller("billing", "billing", "billing.example.com", "spiffe://example.com/billing"));
        if (!isKnown)
        {
            Assert.Equal("CALLER_UNKNOWN", (await Refused.ByAsync(() => AskAsync(channel))).Reason());
            return;
        }

        await AskAsync(channel);
        await AskAsync(channel);
        var info = await Refused.ByAsync(() => new ProfileService.ProfileServiceClient(channel).GetProfileAsync(new GetProfileRequest { CreatorId = "x" }).ResponseAsync);
        Assert.Equal("billing", info.ReasonMetadata()["caller"]);
    }

    [Fact]
    public async Task MutualTls_CertificateOfAnotherAuthority_EndsTheConnection()
    {
        await using var server = await StartAsync("--Tls:ClientCaFile", authority.CertificateFile, "--Callers:billing:Certificates", "cn:billing", "--Callers:billing:Scopes", "all");
        using var others = new Authority("another authority");
        using var channel = Open(server, others.IssueToCaller("billing", "billing"));
        await AssertNoConnectionAsync(channel);

        // One made out to a server is not a caller's, whoever signed it.
        using var wrongUse = Open(server, authority.IssueToServer("wrong-use", IPAddress.Loopback, "billing"));
        await AssertNoConnectionAsync(wrongUse);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task MutualTls_NoCertificate_IsAnUnknownCallerOrNoConnection(bool isRequired)
    {
        await using var server = await StartAsync(
            "--Tls:ClientCaFile", authority.CertificateFile, "--Tls:RequireClientCertificate", isRequired ? "true" : "false",
            "--Callers:billing:Certificates", "cn:billing", "--Callers:billing:Scopes", "all");
        using var channel = Open(server);
        if (isRequired)
        {
            await AssertNoConnectionAsync(channel);
        }
        else
        {
            Assert.Equal("CALLER_UNKNOWN", (await Refused.ByAsync(() => AskAsync(channel))).Reason());
        }
    }

    [Fact]
    public async Task Tls_FilesReplaced_NewConnectionsHaveTheNewCertificateAndCallsUnderWayGoOn()
    {
        await using var server = await StartAsync("--Tls:ReloadInterval", "00:00:00.1");
        using var old = Open(server);
        using var stream = new TierStream(old);
        await stream.ConfigureAsync();
        await stream.AcceptedAsync();
        var before = await CertificateOfAsync(server);

        authority.IssueToServer("server", IPAddress.Loopback, "renewed server");
        await Until.TrueAsync(async () => (await CertificateOfAsync(server)).Thumbprint != before.Thumbprint, "new certificates are served");
        Assert.Equal("CN=renewed server", (await CertificateOfAsync(server)).Subject);

        await stream.SendAsync(1, 50_000);
        Assert.Equal(1UL, (await stream.ResultAsync()).Sequence);
        using var @new = Open(server);
        await AskAsync(@new);
    }

    [Fact]
    public async Task Tls_FilesReplacedByWhatCannotBeUsed_TheOldOnesStayAndItIsLogged()
    {
        await using var server = await StartAsync("--Tls:ReloadInterval", "00:00:00.1");
        server.ExpectsErrors = true;
        var before = await CertificateOfAsync(server);

        // The certificate of one pair beside the key of another, as in the middle of a renewal.
        var (other, _) = authority.IssueToServer("other", IPAddress.Loopback);
        File.Copy(other, Path.Combine(Path.GetDirectoryName(other)!, "server.pem"), overwrite: true);
        await Until.TrueAsync(
            () => server.LoggedErrors.Any(line => line.Contains("those read before go on being used", StringComparison.Ordinal)), "the fault is logged");
        Assert.Equal(before.Thumbprint, (await CertificateOfAsync(server)).Thumbprint);

        authority.IssueToServer("server", IPAddress.Loopback, "mended");
        await Until.TrueAsync(async () => (await CertificateOfAsync(server)).Subject == "CN=mended", "the mended pair is served");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("http/1.1")]
    public async Task Tls_ClientThatDoesNotOfferHttp2_IsSentAwayAndNothingIsLogged(string? protocol)
    {
        var (certificate, key) = authority.IssueToServer("server", IPAddress.Loopback);
        await using var server = await WatchedServer.StartAsync("--Tls:CertificateFile", certificate, "--Tls:KeyFile", key);
        using var client = new System.Net.Sockets.TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, server.Address.Port).WaitAsync(Patience);
        await using var tls = new SslStream(client.GetStream());
        var options = new SslClientAuthenticationOptions
        {
            TargetHost = "127.0.0.1",
            CertificateChainPolicy = Policy(),
            ApplicationProtocols = protocol is null ? null : [new SslApplicationProtocol(protocol)],
        };

        Assert.Equal(0, await ReadAsync());
        using var channel = Open(server.Server);
        await AskAsync(channel);

        // Whoever offers another protocol is turned away in the handshake already.
        async Task<int> ReadAsync()
        {
            try
            {
                await tls.AuthenticateAsClientAsync(options).WaitAsync(Patience);
                return await tls.ReadAsync(new byte[100]).AsTask().WaitAsync(Patience);
            }
            catch (Exception refusal) when (refusal is IOException or System.Security.Authentication.AuthenticationException)
            {
                return 0;
            }
        }
    }

    private Task<RunningServer> StartAsync(params string[] switches)
    {
        var (certificate, key) = authority.IssueToServer("server", IPAddress.Loopback);
        return RunningServer.StartAsync(["--Tls:CertificateFile", certificate, "--Tls:KeyFile", key, .. switches]);
    }

    private GrpcChannel Open(RunningServer server, (string Certificate, string Key)? own = null)
    {
        var handler = new SocketsHttpHandler();
        handler.SslOptions.CertificateChainPolicy = Policy();
        if (own is { } files)
        {
            var pem = X509Certificate2.CreateFromPemFile(files.Certificate, files.Key);
            handler.SslOptions.ClientCertificateContext = SslStreamCertificateContext.Create(pem, null, offline: true);
        }

        return GrpcChannel.ForAddress(server.Address, new GrpcChannelOptions { HttpHandler = handler, DisposeHttpClient = true });
    }

    private X509ChainPolicy Policy()
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.ImportFromPemFile(authority.CertificateFile);
        return policy;
    }

    private async Task<X509Certificate2> CertificateOfAsync(RunningServer server)
    {
        using var client = new System.Net.Sockets.TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, server.Address.Port).WaitAsync(Patience);
        await using var tls = new SslStream(client.GetStream());
        await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
        {
            TargetHost = "127.0.0.1", CertificateChainPolicy = Policy(), ApplicationProtocols = [SslApplicationProtocol.Http2],
        }).WaitAsync(Patience);
        return new X509Certificate2(tls.RemoteCertificate!);
    }

    // The client's library says UNAVAILABLE or INTERNAL, as the connection ends before or after its own part of the handshake.
    private static async Task AssertNoConnectionAsync(GrpcChannel channel)
    {
        var fault = await Assert.ThrowsAsync<RpcException>(() => AskAsync(channel));
        Assert.Contains(fault.StatusCode, new[] { StatusCode.Unavailable, StatusCode.Internal });
        Assert.Null(fault.Trailers.GetValueBytes("grpc-status-details-bin"));
    }

    private static async Task AskAsync(GrpcChannel channel) =>
        await new TierService.TierServiceClient(channel).ClassifyTierAsync(Question, deadline: DateTime.UtcNow + Patience).ResponseAsync;
}
