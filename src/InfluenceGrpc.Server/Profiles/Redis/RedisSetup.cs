using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using InfluenceGrpc.Server.Operations;
using StackExchange.Redis;

namespace InfluenceGrpc.Server.Profiles.Redis;

/// <summary>How connections are made.</summary>
/// <remarks>
/// Every multiplexer speaks to one node, and is kept from finding out more: left to itself, the library would join the
/// nodes of a cluster in one multiplexer, whose single writer a stopped node can hold up for all others, and would
/// learn of a failover only late. Which node holds what is <see cref="RedisWatch"/>'s business. The one exception
/// follows the keys of slots under way.
/// </remarks>
internal sealed class RedisSetup
{
    private const int ConnectMilliseconds = 2000;
    private const int KeepAliveSeconds = 5;

    // SET is how the library finds out whether a server may be written to, where it may not ask; all our writes are scripts.
    private static readonly string[] NotUsed = ["CLUSTER", "INFO", "CONFIG", "SET"];
    private static readonly string[] NotUsedAnywhere = ["SUBSCRIBE", "PSUBSCRIBE"];

    private readonly StoreAddress store;
    private readonly string? password;
    private readonly X509Certificate2Collection? authorities;

    /// <summary>Reads what connections need.</summary>
    /// <exception cref="StoreStartException">The file of certificates cannot be read.</exception>
    public RedisSetup(ProfileOptions options)
    {
        store = options.Store;
        password = options.Redis.Password;
        authorities = store.Tls && options.Redis.CaFile is { } file ? Authorities(file) : null;
        ServerName = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(6));
    }

    /// <summary>What this server calls itself towards Redis; no other server does.</summary>
    public string ServerName { get; }

    /// <summary>Where Redis may be asked at first.</summary>
    public IReadOnlyList<NodeAddress> Seeds => [.. store.Redis.Select(node => new NodeAddress(node.Host, node.Port))];

    /// <summary>A multiplexer for one node.</summary>
    /// <param name="address">The node.</param>
    /// <param name="purpose">What for, as CLIENT LIST shows it.</param>
    /// <param name="subscribes">Whether it is to hear messages.</param>
    public ConfigurationOptions ForNode(NodeAddress address, string purpose, bool subscribes)
    {
        var options = For([address], purpose);
        options.CommandMap = CommandMap.Create([.. subscribes ? NotUsed : NotUsed.Concat(NotUsedAnywhere)], available: false);
        return options;
    }

    /// <summary>A multiplexer that knows the cluster and follows its redirections.</summary>
    public ConfigurationOptions ForCluster(IEnumerable<NodeAddress> addresses)
    {
        var options = For(addresses, "redirected");
        options.CommandMap = CommandMap.Create([.. NotUsedAnywhere], available: false);
        return options;
    }

    private static X509Certificate2Collection Authorities(string file)
    {
        try
        {
            var found = new X509Certificate2Collection();
            found.ImportFromPemFile(file);
            return found.Count > 0 ? found : throw new CryptographicException("It holds none.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new StoreStartException($"Redis:CaFile is \"{file}\"; no certificates can be read from it: {exception.Message}", exception);
        }
    }

    private ConfigurationOptions For(IEnumerable<NodeAddress> addresses, string purpose)
    {
        var options = new ConfigurationOptions
        {
            AbortOnConnectFail = false,
            ClientName = $"influence-{ServerName}-{purpose}",
            ConfigurationChannel = "",
            ConnectRetry = 1,
            ConnectTimeout = ConnectMilliseconds,
            DefaultVersion = new Version(7, 0),
            KeepAlive = KeepAliveSeconds,
            Password = password,
            ReconnectRetryPolicy = new JitteredRetry(),
            Ssl = store.Tls,
            TieBreaker = "",
        };
        foreach (var address in addresses)
        {
            options.EndPoints.Add(address.EndPoint);
        }

        if (authorities is not null)
        {
            options.CertificateValidation += IsTrusted;
        }

        return options;
    }

    // The library has checked the chain against the machine's authorities, which ours is not among; the host's name it
    // has checked as well, and that must hold.
    private bool IsTrusted(object sender, X509Certificate? certificate, X509Chain? given, SslPolicyErrors errors)
    {
        if (certificate is null || (errors & ~SslPolicyErrors.RemoteCertificateChainErrors) != SslPolicyErrors.None)
        {
            return false;
        }

        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(authorities!);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        if (given is not null)
        {
            chain.ChainPolicy.ExtraStore.AddRange(given.ChainElements.Select(element => element.Certificate).ToArray());
        }

        using var own = X509CertificateLoader.LoadCertificate(certificate.GetRawCertData());
        return chain.Build(own);
    }
}
