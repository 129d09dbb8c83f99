using InfluenceGrpc.Server.Profiles;

namespace InfluenceGrpc.Profiles.Tests;

/// <summary>What a store must do, in the simplest words: one entry a creator, and <see cref="WriteRule"/> between writes.</summary>
internal sealed class StoreModel
{
    private readonly Dictionary<string, byte[]> entries = new(StringComparer.Ordinal);

    /// <summary>The entry's version, of a tombstone as well; null where nothing is stored.</summary>
    public ulong? VersionOf(string creatorId) =>
        entries.TryGetValue(creatorId, out var bytes) ? ProfileHeader.ReadDeciding(bytes)!.Value.Version : null;

    /// <summary>What a read must find; null where it must find nothing.</summary>
    public byte[]? Read(string creatorId) =>
        entries.TryGetValue(creatorId, out var bytes) && ProfileHeader.Read(bytes) is { IsTombstone: false } ? bytes : null;

    public WriteResult Write(ProfileWrite write)
    {
        var header = ProfileHeader.ReadDeciding(write.Bytes.Span)!.Value;
        ProfileHeader? stored = entries.TryGetValue(write.CreatorId, out var old) ? ProfileHeader.ReadDeciding(old) : null;
        var result = WriteRule.Decide(header, write.DeletesAnyVersion, stored);
        if (result == WriteResult.Applied)
        {
            entries[write.CreatorId] = write.Bytes.ToArray();
        }
        else if (result is WriteResult.Deleted or WriteResult.NotFound)
        {
            entries[write.CreatorId] = Blob.Tombstone(WriteRule.TombstoneVersion(header, write.DeletesAnyVersion, stored));
        }

        return result;
    }
}
