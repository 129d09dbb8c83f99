using System.Net;
using System.Net.Sockets;
using Grpc.Core;
using Grpc.Health.V1;
using Grpc.Net.Client;
using Influence.V1;
using InfluenceGrpc.Functional.Tests.Gate;
using InfluenceGrpc.Functional.Tests.Hostile;
using InfluenceGrpc.Functional.Tests.Redis;
using InfluenceGrpc.Server.Admission;
using InfluenceGrpc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using static Grpc.Health.V1.HealthCheckResponse.Types;

namespace InfluenceGrpc.Functional.Tests;

/// <summary>The port for health alone, beside one that asks for TLS and a certificate.</summary>
public sealed class HealthPortTests : IDisposable
{
    private const string Check = "/grpc.health.v1.Health/Check";

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

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task HealthPort_AllConnectionsHeldOpen_ProbesAreAnswered(bool speak)
    {
        var (log, port) = (new LogLines(), FreePort());
        await using var server = await StartAsync(new ManualTime(), port, log);
        var held = await HoldAsync(port, 100, speak);

        // Time stands still: nothing of theirs has become old.
        for (var i = 0; i < 3; i++)
        {
            using var probe = GrpcChannel.ForAddress($"http://127.0.0.1:{port}");
            Assert.Equal(ServingStatus.Serving, await CheckAsync(probe, ""));
        }

        // The oldest made room, and was told of once; those that came later are there.
        await held[0].UntilClosedAsync();
        Assert.Single(log.Lines, line => line.StartsWith($"{LogLevel.Warning} 6 ", StringComparison.Ordinal));
        if (speak)
        {
            await AnswersPingAsync(held[^1]);
        }

        held.ForEach(line => line.Dispose());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task HealthPort_ConnectionsThatAreKept_EndAfterSomeSeconds(bool speak)
    {
        var (time, port) = (new ManualTime(), FreePort());
        await using var server = await StartAsync(time, port);
        var held = await HoldAsync(port, 100, speak);

        var closed = Task.WhenAll(held.Select(line => line.UntilClosedAsync()));
        Assert.False(closed.IsCompleted);

        // On and on: whether one that says nothing is seen by the server already cannot be told from here.
        await Until.TrueAsync(
            () =>
            {
                time.Advance(TimeSpan.FromSeconds(1));
                return closed.IsCompleted;
            },
            "all are closed");
        await closed;
        held.ForEach(line => line.Dispose());
    }

    [Fact]
    public async Task HealthPort_CallUnderWayWhenItsConnectionIsOld_HasSomeSecondsToEnd()
    {
        var (time, port) = (new ManualTime(), FreePort());
        await using var server = await StartAsync(time, port);
        using var ends = await RawLine.OpenAsync(new Uri($"http://127.0.0.1:{port}"));
        using var lingers = await RawLine.OpenAsync(new Uri($"http://127.0.0.1:{port}"), window: 0);
        byte[] question = Wire.DataOf(1, Wire.Message(new HealthCheckRequest()), end: true);
        await ends.SendAsync(Wire.Call(1, Check));
        await AnswersPingAsync(ends);
        // Asks, and lets no byte of the answer come but its headers.
        await lingers.SendAsync([.. Wire.Call(1, Check), .. question]);
        Assert.Equal(Wire.Headers, (await lingers.ReadUntilAsync(frame => frame.Stream == 1))[^1].Type);

        time.Advance(BriefConnections.Life);
        Assert.True((await ends.ReadUntilAsync(frame => frame.IsGoAway))[^1].IsGoAway);
        Assert.True((await lingers.ReadUntilAsync(frame => frame.IsGoAway))[^1].IsGoAway);

        await ends.SendAsync(question);
        var answer = await ends.ReadUntilAsync(frame => frame is { Stream: 1, EndsStream: true });
        Assert.Equal(new HealthCheckResponse { Status = ServingStatus.Serving }, Answered(answer));
        await ends.UntilClosedAsync();
        await AnswersPingAsync(lingers);
        time.Advance(BriefConnections.Grace);
        await lingers.UntilClosedAsync();
    }

    private static Task<RunningServer> StartAsync(ManualTime time, int port, ILoggerProvider? log = null) =>
        RunningServer.StartAsync(
            builder =>
            {
                builder.Services.AddSingleton<TimeProvider>(time);
                if (log is not null)
                {
                    builder.Logging.AddProvider(log);
                }
            },
            "--store", "none", "--Server:HealthListen", $"127.0.0.1:{port}");

    private static HealthCheckResponse Answered(List<RawFrame> frames) =>
        HealthCheckResponse.Parser.ParseFrom(frames.Single(frame => frame is { Type: Wire.Data, Payload.Length: > 5 }).Payload.AsSpan(5));

    // Connections that say nothing, or begin HTTP/2, which the server is waited for to take up, and then do nothing.
    private static async Task<List<RawLine>> HoldAsync(int port, int count, bool speak)
    {
        var address = new Uri($"http://127.0.0.1:{port}");
        var lines = new List<RawLine>();
        for (var i = 0; i < count; i++)
        {
            lines.Add(speak ? await RawLine.OpenAsync(address) : await RawLine.ConnectAsync(address));
            if (speak)
            {
                Assert.NotNull(await lines[^1].ReadAsync());
            }
        }

        return lines;
    }

    // What came before it on the connection is taken in, then.
    private static async Task AnswersPingAsync(RawLine line)
    {
        const byte Acknowledgement = 1;
        await line.SendAsync(Wire.Frame(Wire.Ping, 0, 0, new byte[8]));
        var frames = await line.ReadUntilAsync(frame => frame is { Type: Wire.Ping, Flags: Acknowledgement });
        Assert.Equal((Wire.Ping, Acknowledgement), (frames[^1].Type, frames[^1].Flags));
    }

    private static int FreePort()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        return ((IPEndPoint)taken.LocalEndpoint).Port;
    }

    private static async Task<ServingStatus> CheckAsync(GrpcChannel channel, string service) =>
        (await new Health.HealthClient(channel).CheckAsync(new() { Service = service }, deadline: DateTime.UtcNow + Patience)).Status;

    private (int Port, string[] Switches) Switches()
    {
        var port = FreePort();
        var (certificate, key) = authority.IssueToServer("server", IPAddress.Loopback);
        return (port,
        [
            "--Server:HealthListen", $"127.0.0.1:{port}", "--Tls:CertificateFile", certificate, "--Tls:KeyFile", key,
            "--Tls:ClientCaFile", authority.CertificateFile, "--Tls:RequireClientCertificate", "true",
            "--Callers:billing:Certificates", "cn:billing", "--Callers:billing:Scopes", "all",
        ]);
    }
}
