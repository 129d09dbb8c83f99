using InfluenceGrpc.Client.Streaming;

namespace InfluenceGrpc.Client;

/// <summary>Scores of any number of creators against one brief, chunk by chunk.</summary>
/// <typeparam name="T">The caller's item.</typeparam>
public sealed class FitScoring<T> : ChunkedStream<ScoredChunk<T>>
{
    private readonly FitShape<T> shape;

    internal FitScoring(FitShape<T> shape, StreamRun<ScoredChunk<T>> run, SessionCounts counts, CancellationToken cancellationToken)
        : base(run, counts, cancellationToken) => this.shape = shape;

    /// <summary>Id of the model that scores; empty until the server has taken the stream.</summary>
    public string ModelId => shape.Model.Id;

    /// <summary>Its version, at least 1; 0 until the server has taken the stream.</summary>
    public uint ModelVersion => shape.Model.Version;
}
