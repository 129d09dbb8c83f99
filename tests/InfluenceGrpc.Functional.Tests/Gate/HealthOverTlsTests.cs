using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Grpc.Core;
using Grpc.Health.V1;
using Grpc.Net.Client;
using Influence.V1;
using InfluenceGrpc.Testing;

namespace InfluenceGrpc.Functional.Tests.Gate;

/// <summary>Asking for health where every connection needs a certificate: --health shows the server's own.</summary>
public sealed class HealthOverTlsTests : IAsyncLifetime, IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Authority authority = new();
    private RunningServer server = null!;
    private string[] settings = [];
    private (string CertificateFile, string KeyFile) own;

    // A caller has the very names of the server's certificate: it must not become that caller for it.
    public async Task InitializeAsync()
    {
        own = authority.IssueToServer("server", IPAddress.Loopback, "server of the tests");
        settings =
        [
            "--Tls:CertificateFile", own.CertificateFile, "--Tls:KeyFile", own.KeyFile, "--Tls:ClientCaFile", authority.CertificateFile,
            "--Tls:RequireClientCertificate", "true", "--Callers:twin:Certificates", "cn:server of the tests", "--Callers:twin:Scopes", "all",
        ];
        server = await RunningServer.StartAsync(settings);
    }

    public async Task DisposeAsync() => await server.DisposeAsync();

    public void Dispose() => authority.Dispose();

    [Fact]
    public async Task Health_ServerThatRequiresCertificates_IsAnsweredWithoutFurtherSettings()
    {
        var address = server.Address.Authority;

        Assert.Equal((0, $"The server at {address} is SERVING."), await AskAsync(["--health", "--listen", address, .. settings]));
        Assert.Equal((0, $"The server at {address} is SERVING."), await AskAsync(["--health", $"https://{address}", .. settings]));
        Assert.Equal(1, (await ServerProcess.RunAsync("--health", $"https://{address}")).ExitCode);
    }

    [Fact]
    public async Task OwnCertificate_ShownByACaller_OpensHealthAndNothingElse()
    {
        var handler = new SocketsHttpHandler();
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.ImportFromPemFile(authority.CertificateFile);
        handler.SslOptions.CertificateChainPolicy = policy;
        handler.SslOptions.ClientCertificateContext =
            SslStreamCertificateContext.Create(X509Certificate2.CreateFromPemFile(own.CertificateFile, own.KeyFile), null, offline: true);
        using var channel = GrpcChannel.ForAddress(server.Address, new GrpcChannelOptions { HttpHandler = handler, DisposeHttpClient = true });

        var health = await new Health.HealthClient(channel).CheckAsync(new HealthCheckRequest()).ResponseAsync.WaitAsync(Patience);
        Assert.Equal(HealthCheckResponse.Types.ServingStatus.Serving, health.Status);
        var refusal = await Refused.ByAsync(() => new InfoService.InfoServiceClient(channel).GetServerInfoAsync(new GetServerInfoRequest()).ResponseAsync);
        Assert.Equal(((int)StatusCode.Unauthenticated, "CALLER_UNKNOWN"), (refusal.Code, refusal.Reason()));
    }

    // A busy machine may need more than the time there is just to start: that is no answer, and asked for again.
    private static async Task<(int ExitCode, string Line)> AskAsync(params string[] switches)
    {
        for (var attempt = 1; ; attempt++)
        {
            var (exitCode, output) = await ServerProcess.RunAsync(switches);
            var line = Assert.Single(output.Split('\n', StringSplitOptions.RemoveEmptyEntries)).TrimEnd('\r');
            if (!line.EndsWith("did not answer within 1.5 s.", StringComparison.Ordinal) || attempt == 5)
            {
                return (exitCode, line);
            }
        }
    }
}
