using InfluenceGrpc.Server.Profiles;

namespace InfluenceGrpc.Profiles.Tests;

/// <summary>Bytes as stores are given them: a header, and a body that no store looks into.</summary>
internal static class Blob
{
    private static readonly DateTimeOffset StoredAt = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public static ProfileWrite Put(string creatorId, ulong version, string body = "body", TimeSpan? lifetime = null) =>
        new() { CreatorId = creatorId, Bytes = Profile(version, System.Text.Encoding.UTF8.GetBytes(body)), Lifetime = lifetime };

    public static ProfileWrite Delete(string creatorId, ulong version, TimeSpan? lifetime = null) =>
        new() { CreatorId = creatorId, Bytes = Tombstone(version), Lifetime = lifetime };

    public static ProfileWrite DeleteAny(string creatorId, TimeSpan? lifetime = null) =>
        Delete(creatorId, 0, lifetime) with { DeletesAnyVersion = true };

    public static byte[] Profile(ulong version, ReadOnlySpan<byte> body)
    {
        var bytes = new byte[ProfileHeader.Length + body.Length];
        new ProfileHeader { Version = version, StoredAt = StoredAt, Followers = version }.Write(bytes);
        body.CopyTo(bytes.AsSpan(ProfileHeader.Length));
        return bytes;
    }

    public static byte[] Tombstone(ulong version) => new ProfileHeader { Version = version, StoredAt = StoredAt }.ToTombstone();

    /// <summary>A profile as a server of a later format would have written it.</summary>
    public static ProfileWrite PutOfUnknownFormat(string creatorId, ulong version)
    {
        var bytes = Profile(version, "?"u8);
        bytes[0] = ProfileHeader.Format + 1;
        return new ProfileWrite { CreatorId = creatorId, Bytes = bytes };
    }
}
