using InfluenceGrpc.Core.Creators;

namespace InfluenceGrpc.Server.Profiles;

/// <summary>A profile as it is stored: its header read, the rest still in bytes. It never changes; once decoded it may be kept so, if
/// somebody keeps it at all.</summary>
internal sealed class StoredProfile
{
    /// <summary>Lines of memory that its header lies in.</summary>
    public const int Lines = 2;

    private readonly ProfileHeader header;
    private NearCacheShard? keeper;
    private CreatorProfile? decoded;

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

    /// <summary>All of it; null where the bytes are corrupt or break a rule of the domain, which counts as a miss.</summary>
    /// <param name="creatorId">The key that the bytes were stored under.</param>
    public CreatorProfile? Decode(string creatorId)
    {
        if (Volatile.Read(ref decoded) is { } known)
        {
            return known;
        }

        var profile = ProfileCodec.Decode(creatorId, this);
        if (profile is not null)
        {
            Volatile.Read(ref keeper)?.Keep(this, profile);
        }

        return profile;
    }

    /// <summary>All of it, if that is kept.</summary>
    public CreatorProfile? Decoded => Volatile.Read(ref decoded);

    /// <summary>It is kept from now on.</summary>
    /// <param name="by">By whom; asked for room when it is decoded.</param>
    public void KeptBy(NearCacheShard by) => Volatile.Write(ref keeper, by);

    /// <summary>There is room to keep it decoded.</summary>
    public void KeepDecoded(CreatorProfile profile) => Volatile.Write(ref decoded, profile);

    /// <summary>Reads stored bytes; null where they are a tombstone or of an unknown format, which both count as a miss.</summary>
    /// <param name="bytes">Taken over, not copied.</param>
    public static StoredProfile? Read(ReadOnlyMemory<byte> bytes) =>
        ProfileHeader.Read(bytes.Span) is { IsTombstone: false } header ? new(header, bytes) : null;
}
