using InfluenceGrpc.Protocol.Wire;
using InfluenceGrpc.Server.Contract;
using InfluenceGrpc.Server.Profiles;
using V1 = Influence.V1;

namespace InfluenceGrpc.Server.Bulk;

/// <summary>
/// The creators that a batch or chunk asks about: as the message they came in, or, of most chunks of streams, read past that into memory
/// that is used again. Disposing of them gives that back.
/// </summary>
internal sealed class BulkItems : IDisposable
{
    private const byte IdsTag = (V1.Items.IdsFieldNumber << 3) | 2;

    private FollowerCounts? followers;
    private CreatorIdList? ids;

    private BulkItems(V1.Items? message) => Message = message;

    /// <summary>As they came; null where they were read past it, or there are none.</summary>
    public V1.Items? Message { get; }

    /// <summary>What they are.</summary>
    public V1.Items.SourceOneofCase Source =>
        followers is not null ? V1.Items.SourceOneofCase.Followers
        : ids is not null ? V1.Items.SourceOneofCase.Ids
        : Message?.SourceCase ?? V1.Items.SourceOneofCase.None;

    /// <summary>How many.</summary>
    public int Count => followers?.Count ?? ids?.Count ?? ItemCount.Of(Message);

    /// <summary>Follower counts, where they are that.</summary>
    public FollowerCounts Followers => followers ??= FollowerCounts.Of(Message!.Followers);

    /// <summary>Ids, where they are that.</summary>
    public CreatorIdList Ids => ids ??= new CreatorIdList(Message!.Ids.CreatorIds_);

    /// <summary>Those of a message.</summary>
    public static BulkItems Of(V1.Items? message) => new(message);

    /// <summary>Those of a serialized influence.v1.Items; null where it does not look like most, or is broken.</summary>
    public static BulkItems? Read(ReadOnlySpan<byte> message)
    {
        var fields = new MessageReader(message);
        var items = fields.TryReadBytes(FollowerColumnTags.Columns, out var source) ? new BulkItems(null) { followers = FollowerCounts.Read(source) }
            : fields.TryReadBytes(IdsTag, out source) ? new BulkItems(null) { ids = CreatorIdsReader.Read(source) }
            : null;
        if (fields.IsAtEnd && items is not null && items.Source != V1.Items.SourceOneofCase.None)
        {
            return items;
        }

        items?.Dispose();
        return null;
    }

    public void Dispose()
    {
        followers?.Dispose();
        ids?.Dispose();
    }
}
