using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Grpc.Core;
using InfluenceGrpc.Client;

namespace InfluenceGrpc.Load;

/// <summary>Whether, in the end, the replicas show the renewed certificate, and let in whom they should, and nobody else.</summary>
internal static class AccessCheck
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>What is not as it should be.</summary>
    public static async Task<IReadOnlyList<string>> FaultsAsync(Deployment deployment)
    {
        var faults = new List<string>();
        foreach (var replica in deployment.Replicas)
        {
            var name = replica.Lives[^1].Name;
            if (await ShownAsync(replica.Address, deployment.AuthorityFile) != deployment.Thumbprint)
            {
                faults.Add($"{name} does not show the renewed certificate");
            }

            var oldKey = replica == deployment.Restarted ? StatusCode.Unauthenticated : StatusCode.OK;
            await ExpectAsync(faults, $"{name}, a call without a key", StatusCode.Unauthenticated, () => AskAsync(null));
            await ExpectAsync(faults, $"{name}, a call with the asker's new key", StatusCode.OK, () => AskAsync(deployment.NewAsker.Key));
            await ExpectAsync(faults, $"{name}, a call with the asker's old key", oldKey, () => AskAsync(deployment.OldAsker.Key));
            await ExpectAsync(faults, $"{name}, a write with the asker's key", StatusCode.PermissionDenied, () => WriteAsync(deployment.NewAsker.Key));

            async Task AskAsync(string? key)
            {
                using var client = deployment.Connect(key, replica.Address);
                await client.ClassifyTierAsync(1_000);
            }

            async Task WriteAsync(string key)
            {
                using var client = deployment.Connect(key, replica.Address);
                await foreach (var _ in client.UpsertProfilesAsync(Questions.Profiles([0]).Profiles))
                {
                    // Nothing should come.
                }
            }
        }

        return faults;
    }

    private static async Task ExpectAsync(List<string> faults, string what, StatusCode expected, Func<Task> call)
    {
        var status = StatusCode.OK;
        try
        {
            await call();
        }
        catch (InfluenceException exception)
        {
            status = exception.StatusCode;
        }

        if (status != expected)
        {
            faults.Add($"{what} ended with {status}, not with {expected}");
        }
    }

    private static async Task<string> ShownAsync(Uri address, string authorityFile)
    {
        using var patience = new CancellationTokenSource(Patience);
        using var authority = X509CertificateLoader.LoadCertificateFromFile(authorityFile);
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.Add(authority);
        using var socket = new TcpClient();
        await socket.ConnectAsync(address.Host, address.Port, patience.Token);
        await using var tls = new SslStream(socket.GetStream());
        await tls.AuthenticateAsClientAsync(
            new() { TargetHost = address.Host, CertificateChainPolicy = policy, ApplicationProtocols = [SslApplicationProtocol.Http2] }, patience.Token);
        return tls.RemoteCertificate?.GetCertHashString() ?? "";
    }
}
