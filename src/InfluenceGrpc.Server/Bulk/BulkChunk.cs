using InfluenceGrpc.Protocol.Wire;

namespace InfluenceGrpc.Server.Bulk;

/// <summary>A chunk of a stream that asks about creators.</summary>
/// <param name="Sequence">The client's.</param>
/// <param name="Items">Whom it asks about. To be disposed of when it is answered.</param>
internal sealed record BulkChunk(ulong Sequence, BulkItems Items)
{
    private const byte ChunkTag = (2 << 3) | 2;
    private const byte SequenceTag = 1 << 3;
    private const byte ItemsTag = (2 << 3) | 2;

    /// <summary>
    /// That of a serialized request of a stream, all of which have it in field 2, its sequence in 1 and its items in 2; null where it does
    /// not look like most, or is broken.
    /// </summary>
    public static BulkChunk? Read(ReadOnlySpan<byte> request)
    {
        var message = new MessageReader(request);
        if (!message.TryReadBytes(ChunkTag, out var serialized) || !message.IsAtEnd)
        {
            return null;
        }

        var chunk = new MessageReader(serialized);
        return chunk.TryReadNumber(SequenceTag, out var sequence)
            && chunk.TryReadBytes(ItemsTag, out var items)
            && chunk.IsAtEnd
            && BulkItems.Read(items) is { } read
                ? new BulkChunk(sequence, read)
                : null;
    }
}
