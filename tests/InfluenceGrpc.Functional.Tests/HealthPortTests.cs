using System.Net;
using System.Net.Sockets;
using Grpc.Core;
using Grpc.Health.V1;
using Grpc.Net.Client;
using Influence.V1;
using InfluenceGrpc.Testing;
using static Grpc.Health.V1.HealthCheckResponse.Types;

namespace InfluenceGrpc.Functional.Tests;

/// <summary>The port for health alone, beside one that asks for TLS and a certificate.</summary>
public sealed class HealthPortTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Authority authority = new();

    public void Dispose() => authority.Dispose();

    [Fact]
    public async Task HealthPort_ServerThatAsksForCertificates_AnswersHealthAndNothingElse()
    {
        var (port, switches) = Switches();
        await using var server = await RunningServer.StartAsync(switches);
        using var channel = GrpcChannel.ForAddress($"http://127.0.0.1:{port}");

        Assert.Equal(ServingStatus.Serving, await CheckAsync(channel, ""));
        Assert.Equal(ServingStatus.Serving, await CheckAsync(channel, "influence.v1.ProfileService"));
        foreach (var call in (Func<Task>[])
            [
                () => new TierService.TierServiceClient(channel).ClassifyTierAsync(new() { FollowerCount = 1 }).ResponseAsync,
                () => new InfoService.InfoServiceClient(channel).GetServerInfoAsync(new()).ResponseAsync,
                () => new ProfileService.ProfileServiceClient(channel).StreamLookupProfiles().ResponseStream.MoveNext(),
                () => new Health.HealthClient(channel).Watch(new()).ResponseStream.MoveNext(),
            ])
        {
            var refusal = await Assert.ThrowsAsync<RpcException>(() => call().WaitAsync(Patience));
            Assert.Equal(StatusCode.Unimplemented, refusal.StatusCode);
        }

        // Nor is health there only: a client that has a certificate finds it where it finds everything else.
        Assert.Equal(Uri.UriSchemeHttps, server.Address.Scheme);
    }

    [Fact]
    public async Task HealthPort_HealthSwitch_AsksThereByTheServersOwnSettings()
    {
        var (port, switches) = Switches();
        await using var server = await RunningServer.StartAsync(switches);

        var (exitCode, output) = await ServerProcess.RunAsync(["--health", .. switches, "--listen", server.Address.Authority]);

        Assert.Equal((0, $"The server at 127.0.0.1:{port} is SERVING."), (exitCode, output.Trim()));
    }

    [Fact]
    public async Task HealthPort_SameAsTheOther_StopsTheStart()
    {
        var (exitCode, output) = await ServerProcess.RunAsync(
            "--check-config", "--listen", "[::1]:5999", "--Server:HealthListen", "127.0.0.1:5999", "--store", "none");

        Assert.Equal(2, exitCode);
        Assert.Contains("Server:Listen and Server:HealthListen both have port 5999", output, StringComparison.Ordinal);
    }

    private static async Task<ServingStatus> CheckAsync(GrpcChannel channel, string service) =>
        (await new Health.HealthClient(channel).CheckAsync(new() { Service = service }, deadline: DateTime.UtcNow + Patience)).Status;

    private (int Port, string[] Switches) Switches()
    {
        int port;
        using (var taken = new TcpListener(IPAddress.Loopback, 0))
        {
            taken.Start();
            port = ((IPEndPoint)taken.LocalEndpoint).Port;
        }

        var (certificate, key) = authority.IssueToServer("server", IPAddress.Loopback);
        return (port,
        [
            "--Server:HealthListen", $"127.0.0.1:{port}", "--Tls:CertificateFile", certificate, "--Tls:KeyFile", key,
            "--Tls:ClientCaFile", authority.CertificateFile, "--Tls:RequireClientCertificate", "true",
            "--Callers:billing:Certificates", "cn:billing", "--Callers:billing:Scopes", "all",
        ]);
    }
}
