using Influence.V1;
using InfluenceGrpc.Client.Streaming;

namespace InfluenceGrpc.Client;

/// <summary>A classification of any number of follower counts, chunk by chunk, in columns.</summary>
public sealed class ColumnClassification : ChunkedStream<ClassifiedColumns>
{
    private readonly TierColumnsShape shape;

    internal ColumnClassification(
        TierColumnsShape shape, StreamRun<ClassifiedColumns> run, SessionCounts counts, CancellationToken cancellationToken)
        : base(run, counts, cancellationToken) => this.shape = shape;

    /// <summary>The schemes that answer, in the order of the columns; empty until the server has taken the stream.</summary>
    public IReadOnlyList<TierScheme> Schemes => shape.Schemes ?? [];
}
