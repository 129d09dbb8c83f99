using Google.Protobuf;
using Grpc.Core;
using Influence.V1;

namespace InfluenceGrpc.Client.Streaming;

/// <summary>
/// How one rpc wraps its messages, and what it makes of answers. The rules of streams are <see cref="StreamSession{T,
/// TRequest, TResponse, TChunk}"/>'s alone.
/// </summary>
internal abstract class StreamShape<T, TRequest, TResponse, TChunk>(IChunkBatch<T, TRequest> batch)
    where TRequest : class
    where TResponse : class
    where TChunk : AnsweredChunk
{
    /// <summary>Gathers what the source yields.</summary>
    public IChunkBatch<T, TRequest> Batch => batch;

    /// <summary>The first message of every call.</summary>
    public abstract TRequest Config { get; }

    /// <summary>
    /// Whether items that the profile store does not serve end the stream once all attempts are used up; else they are
    /// answered as failed.
    /// </summary>
    public virtual bool NeedsStore => false;

    /// <summary>
    /// Whether a stream that is cut goes on with the chunks that are owed; else it fails once a server has taken it, and items that the
    /// profile store does not serve are answered as failed.
    /// </summary>
    public virtual bool IsResumable => true;

    public abstract AsyncDuplexStreamingCall<TRequest, TResponse> Call(CallOptions callOptions);

    /// <summary>Bytes of a message, as serialized.</summary>
    public virtual int SizeOf(TRequest request) => ((IMessage)request).CalculateSize();

    public abstract StreamAccepted? AcceptedOf(TResponse response);

    public abstract StreamSummary? SummaryOf(TResponse response);

    /// <summary>Sequence of the chunk that is answered; 0 where the message is no result.</summary>
    public abstract ulong SequenceOf(TResponse response);

    /// <summary>Takes note of what a connection will answer with.</summary>
    /// <exception cref="InfluenceException">It does not agree with what earlier connections answered.</exception>
    public virtual void Accept(StreamAccepted accepted)
    {
    }

    /// <summary>Takes in a message that is neither result nor summary; false where the rpc has no others.</summary>
    /// <exception cref="InfluenceException">It is not what should come.</exception>
    public virtual bool TakeAside(TResponse response) => false;

    /// <summary>Takes in a result; null while more parts of the chunk's answer follow.</summary>
    /// <exception cref="InfluenceException">The result does not fit the chunk.</exception>
    public abstract TChunk? Take(HeldChunk<T, TRequest> held, TResponse response);

    /// <summary>Readies a chunk, of which items are owed, to be sent again: as a whole, unless the rpc knows better.</summary>
    public virtual void Narrow(HeldChunk<T, TRequest> held, TChunk answer)
    {
    }

    /// <summary>The answer goes to the consumer.</summary>
    public virtual void Delivered(TChunk chunk)
    {
    }
}
