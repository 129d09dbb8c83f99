using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using InfluenceGrpc.Server.Admission;

namespace InfluenceGrpc.Server.Security;

/// <summary>Everybody who may call.</summary>
internal sealed class CallerDirectory : IDisposable
{
    private readonly Caller[] callers;
    private readonly (ApiKeyHash Hash, Caller Caller)[] keys;
    private readonly Dictionary<CertificateName, Caller> certificates = [];

    /// <param name="options">Everybody, checked: no key and no name is of two callers.</param>
    public CallerDirectory(SecurityOptions options)
    {
        var all = options.Callers.Select(caller => (Options: caller, Caller: Make(caller))).ToArray();
        callers = [.. all.Select(pair => pair.Caller)];
        keys = [.. all.SelectMany(pair => pair.Options.Keys.Select(key => (key, pair.Caller)))];
        foreach (var (caller, made) in all)
        {
            foreach (var name in caller.Certificates)
            {
                certificates.Add(name, made);
            }
        }

        AllowsAnonymous = options.AllowAnonymous ?? all.Length == 0;
    }

    /// <summary>Whether callers of this machine need not say who they are.</summary>
    public bool AllowsAnonymous { get; }

    /// <summary>Whose key it is; null for nobody's. Looks at every key, so that the time tells nothing of which is near.</summary>
    public Caller? ByKey(ReadOnlySpan<char> key)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        if (!ApiKeyHash.Hash(key, hash))
        {
            return null;
        }

        Caller? found = null;
        foreach (var (known, caller) in keys)
        {
            if (known.Is(hash))
            {
                found = caller;
            }
        }

        return found;
    }

    /// <summary>Whose certificate it is, by the first of its names that is a caller's; null for nobody's.</summary>
    /// <param name="certificate">One that an authority of ours vouches for.</param>
    public Caller? ByCertificate(X509Certificate2 certificate) =>
        CertificateName.AllOf(certificate).Select(certificates.GetValueOrDefault).FirstOrDefault(caller => caller is not null);

    public void Dispose()
    {
        foreach (var caller in callers)
        {
            caller.Rate.Dispose();
        }
    }

    private static Caller Make(CallerOptions options) =>
        new(options.Name, options.Scopes, options.ItemsPerSecond is { } rate ? new ItemRate(rate, options.ItemBurst) : ItemRate.Unlimited);
}
