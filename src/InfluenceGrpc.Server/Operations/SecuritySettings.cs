using System.Net;
using InfluenceGrpc.Server.Security;

namespace InfluenceGrpc.Server.Operations;

/// <summary>Who may call, and how connections are encrypted.</summary>
internal static class SecuritySettings
{
    /// <summary>In the order in which people are told of them.</summary>
    public static readonly IReadOnlyList<Setting> All =
    [
        new("Tls:CertificateFile", "", "a file",
            "The server's certificate and those between it and its authority (PEM). With it, gRPC is served over TLS only.",
            (options, text) => WithTls(options, tls => tls with { CertificateFile = FileOf(text) })),
        new("Tls:KeyFile", "", "a file",
            "The private key of Tls:CertificateFile (PEM, without a password).",
            (options, text) => WithTls(options, tls => tls with { KeyFile = FileOf(text) })),
        new("Tls:ClientCaFile", "", "a file",
            "Authorities that vouch for callers' certificates (PEM). With it, callers may show one (mTLS).",
            (options, text) => WithTls(options, tls => tls with { ClientCaFile = FileOf(text) })),
        Setting.OfSwitch("Tls:RequireClientCertificate", false,
            "Whether a connection without a certificate that Tls:ClientCaFile vouches for is refused.",
            (options, value) => WithTls(options, tls => tls with { RequireClientCertificate = value })),
        Setting.OfTime("Tls:ReloadInterval", "00:00:10", TimeSpan.FromMilliseconds(100), TimeSpan.FromHours(1),
            "How often the files of Tls are looked at; new ones count for connections made from then on.",
            (options, value) => WithTls(options, tls => tls with { ReloadInterval = value })),
        Setting.OfSwitch("Security:AllowInsecure", false,
            "Whether an address beyond this machine may be served without TLS, as behind a proxy or mesh that has it.",
            (options, value) => With(options, security => security with { AllowInsecure = value })),
        new("Security:AllowAnonymous", "", "true, false, or nothing",
            "Whether callers of this machine need not say who they are; nothing means: where no Callers are named.",
            (options, text) => text.Length == 0 ? options
                : bool.TryParse(text, out var value) ? With(options, security => security with { AllowAnonymous = value }) : null),
    ];

    /// <summary>What is wrong with settings that are right one by one.</summary>
    public static IEnumerable<string> Faults(ServerOptions options)
    {
        var (security, tls) = (options.Security, options.Security.Tls);
        foreach (var (key, path) in new[]
        {
            ("Tls:CertificateFile", tls.CertificateFile), ("Tls:KeyFile", tls.KeyFile), ("Tls:ClientCaFile", tls.ClientCaFile),
        })
        {
            if (path is not null && !File.Exists(path))
            {
                yield return $"{key} is \"{path}\"; there is no such file.";
            }
        }

        if (tls.CertificateFile is null != tls.KeyFile is null)
        {
            yield return "Tls:CertificateFile and Tls:KeyFile go together: give both or neither.";
        }

        if (tls is { CertificateFile: not null, KeyFile: not null }
            && File.Exists(tls.CertificateFile) && File.Exists(tls.KeyFile) && (tls.ClientCaFile is null || File.Exists(tls.ClientCaFile))
            && ServerCertificates.FaultOf(tls) is { } fault)
        {
            yield return $"The files of Tls cannot be used: {fault}";
        }

        if (tls.ClientCaFile is not null && tls.CertificateFile is null)
        {
            yield return "Tls:ClientCaFile needs Tls:CertificateFile: certificates of callers are shown over TLS.";
        }

        if (tls.RequireClientCertificate && tls.ClientCaFile is null)
        {
            yield return "Tls:RequireClientCertificate needs Tls:ClientCaFile: somebody must vouch for callers' certificates.";
        }

        foreach (var (key, listen) in options.Listening.Where(place => !IPAddress.IsLoopback(place.Listen.Address)))
        {
            if (tls.CertificateFile is null && !security.AllowInsecure)
            {
                yield return $"{key} is {listen}, which others can reach, without TLS: give Tls:CertificateFile and Tls:KeyFile, "
                    + "or set Security:AllowInsecure=true where a proxy or mesh encrypts.";
            }

            if (security.Callers.Count == 0)
            {
                yield return $"{key} is {listen}, which others can reach, and no Callers are named: "
                    + "callers of other machines must say who they are. --new-api-key makes a key.";
            }
        }
    }

    private static string? FileOf(string text) => text.Length == 0 ? null : text;

    private static ServerOptions With(ServerOptions options, Func<SecurityOptions, SecurityOptions> change) =>
        options with { Security = change(options.Security) };

    private static ServerOptions WithTls(ServerOptions options, Func<TlsOptions, TlsOptions> change) =>
        With(options, security => security with { Tls = change(security.Tls) });
}
