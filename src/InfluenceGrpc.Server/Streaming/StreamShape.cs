using Influence.V1;
using InfluenceGrpc.Server.Operations;

namespace InfluenceGrpc.Server.Streaming;

/// <summary>
/// How one bidirectional rpc wraps its messages: the only thing that differs between streams besides the answers.
/// </summary>
/// <typeparam name="TRequest">The rpc's request envelope.</typeparam>
/// <typeparam name="TResponse">The rpc's response envelope.</typeparam>
/// <typeparam name="TConfig">The first message's content.</typeparam>
/// <typeparam name="TChunk">The content of every other message.</typeparam>
internal abstract class StreamShape<TRequest, TResponse, TConfig, TChunk>
    where TConfig : class
    where TChunk : class
{
    /// <summary>The config in a request, or null where the request is something else.</summary>
    public abstract TConfig? ConfigOf(TRequest request);

    /// <summary>The chunk in a request, or null where the request is something else.</summary>
    public abstract TChunk? ChunkOf(TRequest request);

    /// <summary>The client's sequence of a chunk.</summary>
    public abstract ulong SequenceOf(TChunk chunk);

    /// <summary>Most items in a chunk of a stream with this config.</summary>
    public virtual int MaxItemsOf(TConfig config, LimitOptions limits) => limits.MaxItems;

    /// <summary>Chunks taken in before the first of them is answered.</summary>
    public virtual int MaxChunksInFlightOf(LimitOptions limits) => limits.MaxChunksInFlight;

    /// <summary>Wraps the first response.</summary>
    public abstract TResponse Wrap(StreamAccepted accepted);

    /// <summary>Wraps the last response.</summary>
    public abstract TResponse Wrap(StreamSummary summary);
}
