using System.Net;

namespace InfluenceGrpc.Server.Operations;

/// <summary>Where profiles are kept: in a file of the server's own, in Redis, or nowhere.</summary>
internal sealed record StoreAddress
{
    /// <summary>What is allowed, in words.</summary>
    public const string Range = "sqlite:FILE, redis://HOST:PORT[,HOST:PORT]..., rediss:// for TLS, or none; a password goes into Redis:Password";

    private const string FileScheme = "sqlite:";
    private const string RedisScheme = "redis://";
    private const string SecureRedisScheme = "rediss://";
    private const int RedisPort = 6379;

    /// <summary>Path of the database file, as given; null unless profiles are kept in one.</summary>
    public string? File { get; private init; }

    /// <summary>The server, or some nodes of the cluster; empty unless profiles are kept in Redis.</summary>
    public IReadOnlyList<DnsEndPoint> Redis { get; private init; } = [];

    /// <summary>Whether profiles are kept anywhere.</summary>
    public bool IsThere => File is not null || Redis.Count > 0;

    /// <summary>Whether Redis is spoken to over TLS.</summary>
    public bool Tls { get; private init; }

    /// <summary>In a database file of the server's own.</summary>
    public static StoreAddress OfFile(string path) => new() { File = path };

    /// <summary>Reads an address; null where it is none.</summary>
    public static StoreAddress? Read(string text)
    {
        if (text.Equals("none", StringComparison.OrdinalIgnoreCase))
        {
            return new();
        }

        if (After(text, FileScheme) is { } path)
        {
            return path.Length == 0 ? null : OfFile(path);
        }

        var tls = After(text, SecureRedisScheme);
        var nodes = (tls ?? After(text, RedisScheme))?.TrimEnd('/').Split(',').Select(Node).ToArray();
        return nodes is null || nodes.Any(node => node is null) ? null : new() { Redis = nodes!, Tls = tls is not null };
    }

    private static string? After(string text, string scheme) =>
        text.StartsWith(scheme, StringComparison.OrdinalIgnoreCase) ? text[scheme.Length..] : null;

    // Credentials in an address would end up in process lists and logs: they have settings of their own.
    private static DnsEndPoint? Node(string text)
    {
        if (text.Contains('@', StringComparison.Ordinal) || !Uri.TryCreate($"redis://{text}", UriKind.Absolute, out var node))
        {
            return null;
        }

        return node.Host.Length > 0 && node.AbsolutePath is "/" or "" && node.Query.Length == 0 && node.Fragment.Length == 0
            ? new(node.IdnHost.Trim('[', ']'), node.Port > 0 ? node.Port : RedisPort)
            : null;
    }
}
