using System.Security.Cryptography;

namespace InfluenceGrpc.Cli.Profiles;

/// <summary>What tells an input from another, and from itself after a change, without reading all of it.</summary>
/// <param name="Bytes">Its length.</param>
/// <param name="BeginsWith">SHA-256 of its first MiB, in hexadecimal.</param>
/// <param name="ModifiedAt">When it was last written.</param>
internal sealed record InputIdentity(long Bytes, string BeginsWith, DateTimeOffset ModifiedAt)
{
    private const int SampleBytes = 1 << 20;

    public static async Task<InputIdentity> OfAsync(string path, CancellationToken cancellationToken)
    {
        using var stream = File.OpenRead(path);
        var sample = new byte[Math.Min(SampleBytes, stream.Length)];
        var read = await stream.ReadAtLeastAsync(sample, sample.Length, throwOnEndOfStream: false, cancellationToken);
        var hash = Convert.ToHexStringLower(SHA256.HashData(sample.AsSpan(0, read)));
        return new InputIdentity(stream.Length, hash, new DateTimeOffset(File.GetLastWriteTimeUtc(path), TimeSpan.Zero));
    }
}
