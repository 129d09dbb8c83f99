using System.Security.Cryptography;
using System.Text;

namespace InfluenceGrpc.Load;

/// <summary>A caller's key, and the hash of it that goes into the settings.</summary>
internal sealed record ApiKey(string Key, string Hash)
{
    /// <summary>Makes one as --new-api-key does; a process for each would take longer than a short soak has.</summary>
    public static ApiKey Make()
    {
        var key = $"inf_{RandomNumberGenerator.GetHexString(64, lowercase: true)}";
        return new(key, $"sha256:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)))}");
    }
}
