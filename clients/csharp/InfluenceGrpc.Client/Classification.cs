using Influence.V1;
using InfluenceGrpc.Client.Streaming;

namespace InfluenceGrpc.Client;

/// <summary>A classification of any number of creators, chunk by chunk.</summary>
/// <typeparam name="T">The caller's item.</typeparam>
public sealed class Classification<T> : ChunkedStream<ClassifiedChunk<T>>
{
    private readonly TierShape<T> shape;

    internal Classification(
        TierShape<T> shape, StreamRun<ClassifiedChunk<T>> run, SessionCounts counts, CancellationToken cancellationToken)
        : base(run, counts, cancellationToken) => this.shape = shape;

    /// <summary>The schemes that answer, in the order of the columns; empty until the server has taken the stream.</summary>
    public IReadOnlyList<TierScheme> Schemes => shape.Schemes ?? [];
}
