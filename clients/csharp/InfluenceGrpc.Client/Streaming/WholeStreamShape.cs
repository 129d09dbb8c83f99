using Influence.V1;

namespace InfluenceGrpc.Client.Streaming;

/// <summary>
/// An rpc that answers once it has seen everything, as a ranking: the server forgets what was sent on a call that is cut, and each
/// attempt has a shape of its own.
/// </summary>
internal abstract class WholeStreamShape<T, TRequest, TResponse, TChunk>(IChunkEncoder<T, TRequest> encoder)
    : StreamShape<T, TRequest, TResponse, TChunk>(new ItemBatch<T, TRequest>(encoder))
    where TRequest : class
    where TResponse : class
    where TChunk : AnsweredChunk
{
    public (string Id, uint Version) Model { get; private set; } = ("", 0);

    /// <summary>Whether a server has taken the stream, so that the source is being read.</summary>
    public bool WasAccepted { get; private set; }

    /// <summary>What an interruption means, and what to do, as a sentence.</summary>
    public abstract string Interrupted { get; }

    public override bool IsResumable => false;

    public override void Accept(StreamAccepted accepted)
    {
        WasAccepted = true;
        Model = (accepted.FitModelId, accepted.FitModelVersion);
    }
}
