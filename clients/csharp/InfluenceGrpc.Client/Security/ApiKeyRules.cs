using System.Net;
using InfluenceGrpc.Client.Balancing;

namespace InfluenceGrpc.Client.Security;

/// <summary>What an API key may look like, and where it may be sent. No message holds a key.</summary>
internal static class ApiKeyRules
{
    /// <summary>The header that carries it.</summary>
    public const string Header = "authorization";

    // As servers take it.
    private const int MaxLength = 512;

    /// <summary>What is wrong with a client's key, before it is known where it goes.</summary>
    public static IEnumerable<string> FaultsOf(InfluenceClientOptions options)
    {
        if (options.ApiKey is not { } key)
        {
            return [];
        }

        List<string> faults = [];
        if (key.Length is 0 or > MaxLength || key.Any(character => character is <= ' ' or > '~'))
        {
            faults.Add($"The API key is none: one has 1 to {MaxLength} characters of ASCII, and no spaces.");
        }

        if (options.Headers.Any(entry => entry.Key == Header))
        {
            faults.Add($"There are both an API key and a header '{Header}': give one of them.");
        }

        return faults;
    }

    /// <summary>Why the key is not sent there: whoever is on the way could read it.</summary>
    public static string? FaultOf(ServerTarget target, InfluenceClientOptions options, bool isEncrypted)
    {
        if (options.ApiKey is null || isEncrypted || options.AllowInsecureApiKey)
        {
            return null;
        }

        var exposed = target.Addresses.Where(address => !IsLoopback(address)).ToArray();
        return exposed.Length == 0
            ? null
            : $"An API key is not sent without TLS to another machine, as {string.Join(", ", exposed.Select(address => address.OriginalString))} "
                + $"would have it: {(target.IsName ? "give the file of its certificate authorities" : "write https:// and the name that the server's certificate is made out to")}.";
    }

    private static bool IsLoopback(Uri address)
    {
        var host = address.Scheme == ServerTarget.NameScheme ? address.AbsolutePath.TrimStart('/').Split(':')[0] : address.DnsSafeHost;
        return host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host, out var ip) && IPAddress.IsLoopback(ip));
    }
}
