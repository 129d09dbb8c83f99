using Grpc.Core;
using InfluenceGrpc.Protocol.Wire;

namespace InfluenceGrpc.Server.Bulk;

/// <summary>A request of a stream: a chunk that was read past its message, or the message.</summary>
/// <typeparam name="TRequest">The message.</typeparam>
/// <param name="Message">The message; null where its chunk was read past it.</param>
/// <param name="Chunk">The chunk; null where the message was read.</param>
internal sealed record BulkRequest<TRequest>(TRequest? Message, BulkChunk? Chunk)
    where TRequest : class
{
    /// <summary>Reads one.</summary>
    /// <param name="payload">What was sent.</param>
    /// <param name="read">The official reader, for what does not look like most chunks.</param>
    /// <param name="mostBytes">Bytes that a chunk may have: of a larger one it is told how large it is.</param>
    public static BulkRequest<TRequest> Read(DeserializationContext payload, Func<DeserializationContext, TRequest> read, int mostBytes)
    {
        var chunk = payload.PayloadLength <= mostBytes ? WholeMessage.Read(payload.PayloadAsReadOnlySequence(), BulkChunk.Read) : null;
        return chunk is null ? new(read(payload), null) : new(null, chunk);
    }
}
