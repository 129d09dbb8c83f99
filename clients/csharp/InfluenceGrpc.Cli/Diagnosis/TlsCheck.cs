using System.Net;
using System.Text.Json.Nodes;
using InfluenceGrpc.Client;

namespace InfluenceGrpc.Cli.Diagnosis;

/// <summary>What the server's TLS looks like from here.</summary>
internal sealed class TlsCheck(ServerAddress server, ServerPlace place, TimeProvider time)
{
    private const int DaysToRenew = 14;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public async Task<Finding> RunAsync(IPEndPoint listening, CancellationToken cancellationToken)
    {
        if (await ReportAsync(listening, cancellationToken) is not { } report)
        {
            return Finding.Failed(
                CheckNames.Tls, "the other side says nothing when it is greeted", "check that the port is the server's, and not another program's", ExitCodes.Unreachable);
        }

        return Judge(report) with { Figures = FiguresOf(report) };
    }

    /// <summary>Whether there is TLS where it was not asked for.</summary>
    public async Task<bool> IsSpokenAsync(IPEndPoint listening, CancellationToken cancellationToken) =>
        await ReportAsync(listening, cancellationToken) is { Subject: not null };

    // Null where nothing came back in time.
    private async Task<TlsReport?> ReportAsync(IPEndPoint listening, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            return await TlsReport.MakeAsync(listening, place.Host, server.Options(), either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    private Finding Judge(TlsReport report)
    {
        var shown = Describe(report);
        if (report.Message is { } message)
        {
            return Finding.Failed(
                CheckNames.Tls,
                shown.Length > 0 ? $"{message} It is {shown}" : message,
                ConnectionAdvice.Of(server, report.Fault) ?? "check that the port is the server's, and what is on the way to it",
                ExitCodes.Unreachable);
        }

        if (!report.SpeaksHttp2)
        {
            return Finding.Failed(
                CheckNames.Tls,
                $"no HTTP/2 was agreed on (ALPN), without which there is no gRPC; {shown}",
                "check that the port is the server's; a proxy on the way must let HTTP/2 through",
                ExitCodes.Unreachable);
        }

        return DaysLeft(report) < DaysToRenew
            ? Finding.Note(CheckNames.Tls, $"{report.Protocol}; {shown}", "have the certificate renewed before it ends")
            : Finding.Ok(CheckNames.Tls, $"{report.Protocol}; {shown}");
    }

    private string Describe(TlsReport report) => report is { Subject: { } subject, Issuer: { } issuer, NotBefore: { } from, NotAfter: { } to }
        ? $"{subject}, vouched for by {issuer}, valid from {DoctorFigures.Day(from)} to {DoctorFigures.Day(to)} ({DaysLeft(report)} days left)"
        : "";

    private int DaysLeft(TlsReport report) => report.NotAfter is { } to ? (int)Math.Floor((to - time.GetUtcNow()).TotalDays) : 0;

    private JsonObject FiguresOf(TlsReport report) => report.Subject is null
        ? []
        : new JsonObject
        {
            ["subject"] = report.Subject,
            ["issuer"] = report.Issuer,
            ["not_before"] = report.NotBefore,
            ["not_after"] = report.NotAfter,
            ["days_left"] = DaysLeft(report),
            ["protocol"] = report.Protocol,
            ["http2"] = report.SpeaksHttp2,
        };
}
