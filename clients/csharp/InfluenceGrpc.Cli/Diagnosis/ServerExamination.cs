using System.Net;
using InfluenceGrpc.Client;

namespace InfluenceGrpc.Cli.Diagnosis;

/// <summary>All checks of one server, one after the other; what rests on one that failed is left out and says so.</summary>
internal sealed class ServerExamination(ServerAddress server, TimeProvider time)
{
    private readonly List<Finding> findings = [];
    private IPEndPoint? listening;

    /// <summary>Examines it; a finding for every check, in the order of <see cref="CheckNames.All"/>.</summary>
    public async Task<IReadOnlyList<Finding>> RunAsync(CancellationToken cancellationToken)
    {
        if (await ReachAsync(cancellationToken))
        {
            using var client = server.Connect(options =>
            {
                // One attempt: what passes by itself is to be seen too.
                options.Retry = new RetryOptions { UnaryAttempts = 1 };
                options.UnaryTimeout = TimeSpan.FromSeconds(5);
            });
            await CallAsync(client, cancellationToken);
        }

        var seen = findings.Select(finding => finding.Check).ToHashSet(StringComparer.Ordinal);
        var culprit = findings.LastOrDefault(finding => finding.State == FindingState.Failed)?.Check;
        findings.AddRange(CheckNames.All.Where(check => !seen.Contains(check)).Select(check => Finding.Skipped(check, $"not looked at, because {culprit} failed")));
        return findings;
    }

    private async Task<bool> ReachAsync(CancellationToken cancellationToken)
    {
        var place = ServerPlace.Of(server);
        if (place.Proxy is { } proxy)
        {
            findings.Add(Finding.Skipped(CheckNames.Port, $"calls go through the HTTP proxy {proxy.Authority}, which connects"));
            findings.Add(Finding.Skipped(CheckNames.Tls, "it goes through the proxy too"));
            return true;
        }

        (var port, listening) = await new PortCheck(place, time).RunAsync(cancellationToken);
        findings.Add(port);
        if (listening is null)
        {
            return false;
        }

        findings.Add(place.IsEncrypted
            ? await new TlsCheck(server, place, time).RunAsync(listening, cancellationToken)
            : Finding.Skipped(CheckNames.Tls, "not asked for: the address is not https://"));
        return findings[^1].State != FindingState.Failed;
    }

    private async Task CallAsync(InfluenceClient client, CancellationToken cancellationToken)
    {
        var calls = new CallCheck(server, client);
        findings.Add(await calls.HealthAsync(IsTlsAsync, cancellationToken));
        if (findings[^1].State == FindingState.Failed)
        {
            return;
        }

        var (caller, info) = await calls.CallerAsync(cancellationToken);
        findings.Add(caller);
        findings.Add(await calls.ProfilesAsync(info, cancellationToken));
        findings.Add(info is null
            ? Finding.Skipped(CheckNames.Scopes, "not told: the server does not know who asks")
            : await new ScopeCheck(client).RunAsync(cancellationToken));
        findings.AddRange(ServerFacts.Of(info));
        findings.AddRange(await calls.PingsAsync(cancellationToken));

        async Task<bool> IsTlsAsync() =>
            listening is not null && await new TlsCheck(server, ServerPlace.Of(server), time).IsSpokenAsync(listening, cancellationToken);
    }
}
