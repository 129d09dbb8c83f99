using System.Buffers.Binary;
using InfluenceGrpc.Core.Creators;

namespace InfluenceGrpc.Server.Profiles;

/// <summary>
/// The first bytes of everything stored under a creator's key: what decides between writes, tells the age, and
/// classifies by followers without a look at the rest.
/// </summary>
/// <remarks>
/// Big-endian, so that versions compare as bytes do:
/// <code>
///  0  format, 1
///  1  flags: 1 tombstone, 2 observed_at is known, 4 followers are known
///  2  version, 8 bytes
/// 10  stored_at, 8 bytes: milliseconds since 1970-01-01 UTC
/// 18  observed_at, 8 bytes: units of 100 ns since 0001-01-01 UTC; 0 where not known
/// 26  followers, 8 bytes; 0 where not known
/// 34  platform, 1 byte: its number in the contract
/// 35  the rest of the profile; nothing in a tombstone
/// </code>
/// Format, tombstone flag and version keep their place in every format to come: writes are decided by them even
/// between servers of different age. The rest of an unknown format is not read: it counts as a miss.
/// </remarks>
internal readonly record struct ProfileHeader
{
    /// <summary>The format that is written, and the only one that is read.</summary>
    public const byte Format = 1;

    /// <summary>Bytes of the header.</summary>
    public const int Length = 35;

    /// <summary>Bytes that decide between writes: format, flags and version.</summary>
    public const int DecidingLength = 10;

    /// <summary>Where the version is.</summary>
    public const int VersionOffset = 2;

    private const int FlagsOffset = 1;
    private const int StoredAtOffset = 10;
    private const int ObservedAtOffset = 18;
    private const int FollowersOffset = 26;
    private const int PlatformOffset = 34;

    private const byte TombstoneFlag = 1;
    private const byte ObservedAtFlag = 2;
    private const byte FollowersFlag = 4;

    // A header is read again and again where its profile is kept: it is to fit into one line of memory.
    private readonly long storedMilliseconds;
    private readonly long afterObservedAt;
    private readonly ulong followers;
    private readonly bool knowsFollowers;

    /// <summary>The caller's version.</summary>
    public ulong Version { get; init; }

    /// <summary>Whether this is the memory of a deletion.</summary>
    public bool IsTombstone { get; init; }

    /// <summary>When the server wrote it, to the millisecond.</summary>
    public DateTimeOffset StoredAt
    {
        get => DateTimeOffset.FromUnixTimeMilliseconds(storedMilliseconds);
        init => storedMilliseconds = value.ToUnixTimeMilliseconds();
    }

    /// <summary>When the figures were observed; null where not known.</summary>
    public DateTimeOffset? ObservedAt
    {
        get => afterObservedAt == 0 ? null : new DateTimeOffset(afterObservedAt - 1, TimeSpan.Zero);
        init => afterObservedAt = value is { } known ? known.UtcTicks + 1 : 0;
    }

    /// <summary>The follower count; null where not known.</summary>
    public ulong? Followers
    {
        get => knowsFollowers ? followers : null;
        init => (knowsFollowers, followers) = (value is not null, value ?? 0);
    }

    /// <summary>Where the creator publishes.</summary>
    public Platform Platform { get; init; }

    /// <summary>Writes the header.</summary>
    /// <param name="into">At least <see cref="Length"/> bytes.</param>
    public void Write(Span<byte> into)
    {
        into[0] = Format;
        into[FlagsOffset] = (byte)((IsTombstone ? TombstoneFlag : 0) | (ObservedAt is null ? 0 : ObservedAtFlag) | (Followers is null ? 0 : FollowersFlag));
        BinaryPrimitives.WriteUInt64BigEndian(into[VersionOffset..], Version);
        BinaryPrimitives.WriteInt64BigEndian(into[StoredAtOffset..], StoredAt.ToUnixTimeMilliseconds());
        BinaryPrimitives.WriteInt64BigEndian(into[ObservedAtOffset..], ObservedAt?.UtcTicks ?? 0);
        BinaryPrimitives.WriteUInt64BigEndian(into[FollowersOffset..], Followers ?? 0);
        into[PlatformOffset] = (byte)Platform;
    }

    /// <summary>The bytes of a tombstone.</summary>
    public byte[] ToTombstone()
    {
        var bytes = new byte[Length];
        (this with { IsTombstone = true }).Write(bytes);
        return bytes;
    }

    /// <summary>Reads a header; null where the format is unknown or the bytes are none of ours.</summary>
    public static ProfileHeader? Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < Length || bytes[0] != Format)
        {
            return null;
        }

        var flags = bytes[FlagsOffset];
        var observedAt = BinaryPrimitives.ReadInt64BigEndian(bytes[ObservedAtOffset..]);
        var storedAt = BinaryPrimitives.ReadInt64BigEndian(bytes[StoredAtOffset..]);
        if (observedAt < 0 || observedAt > DateTimeOffset.MaxValue.UtcTicks
            || storedAt < DateTimeOffset.MinValue.ToUnixTimeMilliseconds() || storedAt > DateTimeOffset.MaxValue.ToUnixTimeMilliseconds())
        {
            return null;
        }

        return ReadDeciding(bytes)!.Value with
        {
            StoredAt = DateTimeOffset.FromUnixTimeMilliseconds(storedAt),
            ObservedAt = (flags & ObservedAtFlag) == 0 ? null : new DateTimeOffset(observedAt, TimeSpan.Zero),
            Followers = (flags & FollowersFlag) == 0 ? null : BinaryPrimitives.ReadUInt64BigEndian(bytes[FollowersOffset..]),
            Platform = (Platform)bytes[PlatformOffset],
        };
    }

    /// <summary>Version and tombstone flag alone, of any format; null where the bytes are none of ours.</summary>
    public static ProfileHeader? ReadDeciding(ReadOnlySpan<byte> bytes) => bytes.Length < DecidingLength
        ? null
        : new ProfileHeader
        {
            Version = BinaryPrimitives.ReadUInt64BigEndian(bytes[VersionOffset..]),
            IsTombstone = (bytes[FlagsOffset] & TombstoneFlag) != 0,
        };
}
