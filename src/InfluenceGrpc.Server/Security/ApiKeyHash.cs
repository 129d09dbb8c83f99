using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace InfluenceGrpc.Server.Security;

/// <summary>
/// What is kept of an API key: its SHA-256. Keys are 256 random bits, so nothing slower is needed: there is nothing to guess.
/// </summary>
internal sealed class ApiKeyHash
{
    /// <summary>How a hash is written, in words.</summary>
    public const string Form = "sha256: and 64 hexadecimal digits, as --new-api-key prints it";

    private const string Prefix = "sha256:";
    private const string KeyPrefix = "inf_";

    // A longer key is nobody's; hashing megabytes for whoever sends them would be a gift.
    private const int MaxKeyLength = 512;

    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdefABCDEF");

    private readonly byte[] hash;

    private ApiKeyHash(byte[] hash) => this.hash = hash;

    /// <summary>Reads a hash; null where it is none.</summary>
    public static ApiKeyHash? Read(string text) =>
        text.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)
            && text.Length == Prefix.Length + (2 * SHA256.HashSizeInBytes)
            && text.AsSpan(Prefix.Length).IndexOfAnyExcept(HexDigits) < 0
                ? new(Convert.FromHexString(text.AsSpan(Prefix.Length)))
                : null;

    /// <summary>A new key, and the hash of it that goes into settings.</summary>
    public static (string Key, string Hash) Generate()
    {
        var key = KeyPrefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        Span<byte> hashed = stackalloc byte[SHA256.HashSizeInBytes];
        Hash(key, hashed);
        return (key, Prefix + Convert.ToHexStringLower(hashed));
    }

    /// <summary>Hashes what a caller presents; false where it cannot be a key.</summary>
    public static bool Hash(ReadOnlySpan<char> key, Span<byte> hashed)
    {
        if (key.Length is 0 or > MaxKeyLength)
        {
            return false;
        }

        Span<byte> bytes = stackalloc byte[Encoding.UTF8.GetMaxByteCount(MaxKeyLength)];
        return SHA256.TryHashData(bytes[..Encoding.UTF8.GetBytes(key, bytes)], hashed, out _);
    }

    /// <summary>The hash, as settings have it.</summary>
    public override string ToString() => Prefix + Convert.ToHexStringLower(hash);

    /// <summary>Whether this is the hash. Takes as long for one that differs early as for one that differs late.</summary>
    public bool Is(ReadOnlySpan<byte> presented) => CryptographicOperations.FixedTimeEquals(hash, presented);
}
