using System.Text.Json.Nodes;
using Grpc.Core;
using Grpc.Health.V1;
using Influence.V1;
using InfluenceGrpc.Client;

namespace InfluenceGrpc.Cli.Diagnosis;

/// <summary>What calls tell of a server: its health, whether it knows the caller, what it is, its clock, and how long calls take.</summary>
internal sealed class CallCheck(ServerAddress server, InfluenceClient client)
{
    private const string ProfileService = "influence.v1.ProfileService";
    private const int Pings = 20;

    /// <summary>Whether it speaks gRPC and can answer.</summary>
    /// <param name="isTls">Whether there is TLS where none was asked for, to be found out where nothing else is known.</param>
    /// <param name="cancellationToken">Ends the check.</param>
    public async Task<Finding> HealthAsync(Func<Task<bool>> isTls, CancellationToken cancellationToken)
    {
        try
        {
            var status = await client.CheckHealthAsync(cancellationToken: cancellationToken);
            return status == HealthCheckResponse.Types.ServingStatus.Serving
                ? Finding.Ok(CheckNames.Grpc, "HTTP/2 and gRPC; the server is SERVING")
                : Finding.Failed(
                    CheckNames.Grpc, $"the server says {Name(status)}: it starts, or shuts down", "try again in some seconds; then look at its log", ExitCodes.Unreachable);
        }
        catch (InfluenceException fault)
        {
            var found = fault.StatusCode == StatusCode.DeadlineExceeded ? "no answer in time"
                : fault.ConnectionFault is ConnectionFault.ServerWithoutHttp2 or ConnectionFault.ServerWithTls ? "what answers there does not speak HTTP/2, which gRPC needs"
                : Failures.Plain(fault.Error.ToString());
            return Finding.Failed(CheckNames.Grpc, found, await AdviceAsync(fault, isTls), ExitCodes.Unreachable);
        }
    }

    /// <summary>Whether the service that lives on the store can answer.</summary>
    /// <param name="info">What the server is; null where it does not tell this caller.</param>
    /// <param name="cancellationToken">Ends the check.</param>
    public async Task<Finding> ProfilesAsync(GetServerInfoResponse? info, CancellationToken cancellationToken)
    {
        try
        {
            var status = await client.CheckHealthAsync(ProfileService, cancellationToken);
            var serves = status == HealthCheckResponse.Types.ServingStatus.Serving;
            return (serves, info?.ProfileStore) switch
            {
                (_, ProfileStoreKind.None) => Finding.Note(
                    CheckNames.Profiles, "the server keeps no profiles", "calls must carry what is known of creators, or the server be started with --store"),
                (true, _) => Finding.Ok(CheckNames.Profiles, "the profile service is SERVING"),
                (false, null) => Finding.Skipped(
                    CheckNames.Profiles, $"the profile service says {Name(status)}; whether the server keeps profiles at all is told only to who it knows"),
                _ => Finding.Failed(
                    CheckNames.Profiles,
                    $"the profile service says {Name(status)}: there is no profile store, or it does not answer",
                    "look at the server's log for the store's address and what is wrong with it; calls without ids are answered all the same",
                    ExitCodes.Unreachable),
            };
        }
        catch (InfluenceException fault)
        {
            return Finding.Skipped(CheckNames.Profiles, $"not told: {Failures.Plain(fault.Error.ToString())}");
        }
    }

    /// <summary>Whether the server knows who asks, and what it tells them of itself; null where it does not.</summary>
    public async Task<(Finding Finding, GetServerInfoResponse? Info)> CallerAsync(CancellationToken cancellationToken)
    {
        try
        {
            var info = await client.GetServerInfoAsync(cancellationToken);
            var how = server.HasKey ? "the server knows the API key"
                : server.CertificateFile is not null ? "the server answers; a certificate was given and no key"
                : "no key was given, and the server answers this machine without one";
            return (Finding.Ok(CheckNames.Caller, how), info);
        }
        catch (InfluenceException fault)
        {
            var toDo = ConnectionAdvice.Of(server, fault) ?? "look at the server's log";
            var code = fault.StatusCode is StatusCode.Unavailable or StatusCode.DeadlineExceeded ? ExitCodes.Unreachable : ExitCodes.Refused;
            return (Finding.Failed(CheckNames.Caller, Failures.Plain(fault.Error.ToString()), toDo, code), null);
        }
    }

    /// <summary>The server's clock, and how long the smallest calls take.</summary>
    public async Task<Finding[]> PingsAsync(CancellationToken cancellationToken)
    {
        var pings = new List<ServerPing>();
        try
        {
            // The first is slow for reasons of this program's.
            await client.PingAsync(cancellationToken);
            for (var i = 0; i < Pings; i++)
            {
                pings.Add(await client.PingAsync(cancellationToken));
            }
        }
        catch (InfluenceException fault)
        {
            var found = $"call {pings.Count + 1} of {Pings} failed: {Failures.Plain(fault.Error.ToString())}";
            return
            [
                Finding.Skipped(CheckNames.Clock, "not told: calls failed"),
                Finding.Failed(CheckNames.Latency, found, "the connection is not steady: look at what is on the way, and at the server's log", ExitCodes.Unreachable),
            ];
        }

        return [ClockOf(pings), LatencyOf(pings)];
    }

    private static Finding ClockOf(List<ServerPing> pings)
    {
        if (ClockDifference.Of(pings) is not { } clock)
        {
            return Finding.Skipped(CheckNames.Clock, "not told: the server's answers carry no date that can be used");
        }

        return clock.Judge() with
        {
            Figures = new JsonObject { ["ahead_at_least_s"] = Math.Round(clock.Least.TotalSeconds, 3), ["ahead_at_most_s"] = Math.Round(clock.Most.TotalSeconds, 3) },
        };
    }

    private static Finding LatencyOf(List<ServerPing> pings)
    {
        TimeSpan[] times = [.. pings.Select(ping => ping.RoundTrip).Order()];
        var median = (times[(times.Length - 1) / 2] + times[times.Length / 2]) / 2;
        var found = $"{Pings} small calls, one after the other: median {DoctorFigures.Milliseconds(median)}, worst {DoctorFigures.Milliseconds(times[^1])}";
        return Finding.Ok(CheckNames.Latency, found) with
        {
            Figures = new JsonObject { ["calls"] = Pings, ["median_ms"] = DoctorFigures.Rounded(median), ["worst_ms"] = DoctorFigures.Rounded(times[^1]) },
        };
    }

    private async Task<string> AdviceAsync(InfluenceException fault, Func<Task<bool>> isTls) => fault switch
    {
        { ConnectionFault: ConnectionFault.ServerWithTls or ConnectionFault.ServerWithoutHttp2 } when await isTls() =>
            "it speaks TLS: write https:// in place of http://",
        { ConnectionFault: ConnectionFault.ServerWithTls or ConnectionFault.ServerWithoutHttp2 } => ConnectionAdvice.OtherPort,
        { ConnectionFault: { } of } => ConnectionAdvice.Of(server, of)!,
        { StatusCode: StatusCode.Unimplemented } => "it speaks gRPC and is no InfluenceGrpc server, or a proxy leaves grpc.health.v1 out: check the port",
        { StatusCode: StatusCode.DeadlineExceeded } => "something listens and does not answer: check that the port is the server's, and its log",
        _ => "check that the port is the server's, and what is on the way to it",
    };

    private static string Name(HealthCheckResponse.Types.ServingStatus status) =>
        status == HealthCheckResponse.Types.ServingStatus.NotServing ? "NOT_SERVING" : status.ToString();
}
