using System.Buffers;
using InfluenceGrpc.Core.Creators;
using InfluenceGrpc.Protocol.Wire;
using V1 = Influence.V1;

namespace InfluenceGrpc.Server.Bulk;

/// <summary>Follower counts of creators on one platform, in memory that is used again. Disposing of it gives that back.</summary>
internal sealed class FollowerCounts : IDisposable
{
    private ulong[]? rented;

    private FollowerCounts(ulong[] followers, int count, Platform platform, uint[] missing)
    {
        rented = followers;
        Count = count;
        Platform = platform;
        Missing = missing;
    }

    /// <summary>How many.</summary>
    public int Count { get; }

    /// <summary>Where the creators are, as it was sent: it need not be a platform.</summary>
    public Platform Platform { get; }

    /// <summary>Items of which the count is not known, as they were sent.</summary>
    public uint[] Missing { get; }

    /// <summary>The counts, one an item.</summary>
    public Memory<ulong> Followers => rented.AsMemory(0, Count);

    /// <summary>Those of a message.</summary>
    public static FollowerCounts Of(V1.FollowerColumns columns)
    {
        var followers = ArrayPool<ulong>.Shared.Rent(columns.Followers.Count);
        columns.Followers.CopyTo(followers, 0);
        return new(followers, columns.Followers.Count, (Platform)columns.Platform, [.. columns.Missing]);
    }

    /// <summary>Those of a serialized influence.v1.FollowerColumns; null where it does not look like most, or is broken.</summary>
    public static FollowerCounts? Read(ReadOnlySpan<byte> message)
    {
        var fields = new MessageReader(message);
        var hasFollowers = fields.TryReadBytes(FollowerColumnTags.Followers, out var packed);
        if (!fields.TryReadNumber(FollowerColumnTags.Platform, out var platform))
        {
            return null;
        }

        var hasMissing = fields.TryReadBytes(FollowerColumnTags.Missing, out var packedMissing);
        if (!fields.IsAtEnd)
        {
            return null;
        }

        var missing = new ulong[hasMissing ? PackedVarints.Count(packedMissing) : 0];
        if (!PackedVarints.TryRead(packedMissing, missing))
        {
            return null;
        }

        var count = hasFollowers ? PackedVarints.Count(packed) : 0;
        var followers = ArrayPool<ulong>.Shared.Rent(count);
        if (!PackedVarints.TryRead(packed, followers.AsSpan(0, count)))
        {
            ArrayPool<ulong>.Shared.Return(followers);
            return null;
        }

        // Of what is read into 32 bits, protobuf takes the lowest.
        return new(followers, count, (Platform)(uint)platform, Array.ConvertAll(missing, index => (uint)index));
    }

    public void Dispose()
    {
        if (rented is not null)
        {
            ArrayPool<ulong>.Shared.Return(rented);
            rented = null;
        }
    }
}
