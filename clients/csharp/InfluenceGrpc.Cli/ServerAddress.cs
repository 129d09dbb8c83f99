using InfluenceGrpc.Cli.Input;
using InfluenceGrpc.Client;

namespace InfluenceGrpc.Cli;

/// <summary>Which server to ask, and how to say there who asks.</summary>
/// <param name="Address">As people gave it.</param>
internal sealed record ServerAddress(string Address)
{
    public const string Variable = "INFLUENCE_SERVER";
    public const string KeyVariable = "INFLUENCE_API_KEY";
    public const string KeyFileVariable = "INFLUENCE_API_KEY_FILE";
    public const string AuthorityVariable = "INFLUENCE_CA";
    public const string CertificateVariable = "INFLUENCE_CERT";
    public const string CertificateKeyVariable = "INFLUENCE_CERT_KEY";
    public const string Default = "http://127.0.0.1:5090";

    /// <summary>The API key itself, out of the environment; null where there is none there.</summary>
    public string? ApiKey { get; init; }

    /// <summary>A file with the API key; null for none.</summary>
    public string? ApiKeyFile { get; init; }

    /// <summary>Who vouches for the server's certificate (PEM); null for the machine's own authorities.</summary>
    public string? AuthorityFile { get; init; }

    /// <summary>The certificate that says who asks (PEM); null for none.</summary>
    public string? CertificateFile { get; init; }

    /// <summary>Its key (PEM).</summary>
    public string? CertificateKeyFile { get; init; }

    /// <summary>Whether there is a key to be sent.</summary>
    public bool HasKey => ApiKey is not null || ApiKeyFile is not null;

    /// <summary>A client of it; nothing is sent yet.</summary>
    /// <exception cref="InputException">The address, the key or the files cannot be used; every fault is named.</exception>
    /// <param name="adjust">Sets what is not the user's to say; null for the defaults.</param>
    public InfluenceClient Connect(Action<InfluenceClientOptions>? adjust = null)
    {
        var options = Options();
        adjust?.Invoke(options);
        try
        {
            return InfluenceClient.Connect(Address, options);
        }
        catch (ArgumentException fault)
        {
            throw new InputException($"The server at '{Address}' cannot be asked:", fault.Message);
        }
    }

    /// <summary>Who asks, and whom to trust, as the client library has it.</summary>
    /// <exception cref="InputException">The key cannot be read.</exception>
    public InfluenceClientOptions Options() => new()
    {
        ApiKey = Key(),
        CertificateAuthorityFile = AuthorityFile,
        ClientCertificateFile = CertificateFile,
        ClientCertificateKeyFile = CertificateKeyFile,
    };

    /// <summary>Each of the servers for itself, where several are named.</summary>
    public IEnumerable<ServerAddress> Each() =>
        Address.Split(',', StringSplitOptions.TrimEntries).Distinct(StringComparer.Ordinal).Select(one => this with { Address = one });

    /// <summary>The address alone: the rest is nobody's to read.</summary>
    public override string ToString() => Address;

    private string? Key()
    {
        if (ApiKey is not null && ApiKeyFile is not null)
        {
            throw new InputException($"There are both {KeyVariable} and {KeyFileVariable}; give one of them, or --api-key-file.");
        }

        if (ApiKeyFile is not { } path)
        {
            return ApiKey;
        }

        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new InputException(
                fault is FileNotFoundException or DirectoryNotFoundException ? $"There is no file '{path}' (API key). Check how it is written." : $"'{path}' cannot be read (API key).");
        }
    }
}
