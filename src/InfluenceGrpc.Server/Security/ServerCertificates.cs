using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using InfluenceGrpc.Server.Operations;

namespace InfluenceGrpc.Server.Security;

/// <summary>
/// The certificates that connections are made with: read from files at the start, and again whenever the files change. Files that
/// cannot be used are told of, and what was read before goes on being used.
/// </summary>
/// <remarks>
/// Files are looked at on a clock and not watched: what orchestrators mount changes by links being turned, which watches miss. A
/// certificate and its key are two files, so one look may find the new one beside the old: that look changes nothing, the next one does.
/// </remarks>
internal sealed class ServerCertificates : BackgroundService
{
    private readonly TlsOptions options;
    private readonly TimeProvider time;
    private readonly ILogger<ServerCertificates> logger;
    private Offer current;
    private string stamp;
    private string? suspect;

    /// <exception cref="CryptographicException">The files hold no certificate, no key, or a key of another certificate.</exception>
    public ServerCertificates(TlsOptions options, TimeProvider time, ILogger<ServerCertificates> logger)
    {
        this.options = options;
        this.time = time;
        this.logger = logger;
        stamp = Stamp(options);
        current = Read(options);
    }

    /// <summary>What the next connection is made with that is for gRPC, which is HTTP/2.</summary>
    public SslServerAuthenticationOptions ForGrpc => Volatile.Read(ref current).Grpc;

    /// <summary>What the next connection is made with that is for browsers and others.</summary>
    public SslServerAuthenticationOptions ForWeb => Volatile.Read(ref current).Web;

    /// <summary>Why the files cannot be used; null where they can.</summary>
    public static string? FaultOf(TlsOptions options)
    {
        try
        {
            Read(options);
            return null;
        }
        catch (Exception exception) when (IsOfFiles(exception))
        {
            return exception.Message;
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.ReloadInterval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            Look();
        }
    }

    private void Look()
    {
        var seen = "";
        try
        {
            seen = Stamp(options);
            if (seen != stamp)
            {
                Volatile.Write(ref current, Read(options));
                (stamp, suspect) = (seen, null);
                Log.CertificatesRead(logger);
            }
        }
        catch (Exception exception) when (IsOfFiles(exception))
        {
            // Told once, and not at once: whoever renews a pair writes one file after the other.
            if (seen == suspect && seen != stamp)
            {
                stamp = seen;
                Log.CertificatesUnusable(logger, exception.Message);
            }

            suspect = seen;
        }
    }

    // A key of another certificate comes as an ArgumentException.
    private static bool IsOfFiles(Exception exception) =>
        exception is CryptographicException or ArgumentException or IOException or UnauthorizedAccessException or AuthenticationException;

    // The bytes themselves: a time stamp may stay the same where files are put in place from elsewhere.
    private static string Stamp(TlsOptions options)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var path in new[] { options.CertificateFile, options.KeyFile, options.ClientCaFile })
        {
            hash.AppendData(path is null ? [] : SHA256.HashData(File.ReadAllBytes(path)));
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }

    private static Offer Read(TlsOptions options) =>
        new(Read(options, [SslApplicationProtocol.Http2]), Read(options, [SslApplicationProtocol.Http2, SslApplicationProtocol.Http11]));

    private static SslServerAuthenticationOptions Read(TlsOptions options, List<SslApplicationProtocol> protocols)
    {
        var certificate = X509Certificate2.CreateFromPemFile(options.CertificateFile!, options.KeyFile!);
        var chain = new X509Certificate2Collection();
        chain.ImportFromPemFile(options.CertificateFile!);
        var read = new SslServerAuthenticationOptions
        {
            // Offline: a server that asks an authority for the rest of its chain at start waits for the network.
            ServerCertificateContext = SslStreamCertificateContext.Create(certificate, chain, offline: true),
            EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
            ApplicationProtocols = protocols,
        };
        if (options.ClientCaFile is { } authorities)
        {
            var trusted = new X509Certificate2Collection();
            trusted.ImportFromPemFile(authorities);
            if (trusted.Count == 0)
            {
                throw new CryptographicException($"{authorities} holds no certificate.");
            }

            var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
            policy.CustomTrustStore.AddRange(trusted);
            policy.ApplicationPolicy.Add(new Oid("1.3.6.1.5.5.7.3.2"));
            read.CertificateChainPolicy = policy;
            read.ClientCertificateRequired = true;

            // Asked for always; only where it is required does none at all end the handshake. One that nobody vouches for always does.
            read.RemoteCertificateValidationCallback = (_, shown, _, faults) =>
                faults == SslPolicyErrors.None
                || (shown is null && !options.RequireClientCertificate && faults == SslPolicyErrors.RemoteCertificateNotAvailable);
        }

        return read;
    }

    private sealed record Offer(SslServerAuthenticationOptions Grpc, SslServerAuthenticationOptions Web);
}
