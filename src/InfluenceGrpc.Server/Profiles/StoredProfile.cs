using InfluenceGrpc.Core.Creators;

namespace InfluenceGrpc.Server.Profiles;

/// <summary>A profile as it is stored: its header read, the rest still in bytes. Immutable.</summary>
internal sealed class StoredProfile
{
    private readonly ProfileHeader header;

    private StoredProfile(ProfileHeader header, ReadOnlyMemory<byte> bytes)
    {
        this.header = header;
        Bytes = bytes;
    }

    /// <summary>All bytes, the header's first.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>The caller's version.</summary>
    public ulong Version => header.Version;

    /// <summary>When the server wrote it.</summary>
    public DateTimeOffset StoredAt => header.StoredAt;

    /// <summary>When the figures were observed; null where the profile does not say.</summary>
    public DateTimeOffset? ObservedAt => header.ObservedAt;

    /// <summary>The follower count; null where not known.</summary>
    public ulong? Followers => header.Followers;

    /// <summary>Where the creator publishes.</summary>
    public Platform Platform => header.Platform;

    /// <summary>Reads stored bytes; null where they are a tombstone or of an unknown format, which both count as a miss.</summary>
    /// <param name="bytes">Taken over, not copied.</param>
    public static StoredProfile? Read(ReadOnlyMemory<byte> bytes) =>
        ProfileHeader.Read(bytes.Span) is { IsTombstone: false } header ? new(header, bytes) : null;
}
