using InfluenceGrpc.Client.Streaming;

namespace InfluenceGrpc.Client;

/// <summary>
/// Writes of any number of profiles, chunk by chunk. Profiles that the store does not take for want of being there are
/// sent again (<see cref="RetryOptions.StoreAttemptsWithoutProgress"/>), and after that the stream fails.
/// </summary>
/// <typeparam name="T">The caller's item.</typeparam>
public sealed class ProfileUpsert<T> : ChunkedStream<UpsertedChunk<T>>
{
    private readonly UpsertShape<T> shape;

    internal ProfileUpsert(
        UpsertShape<T> shape, StreamRun<UpsertedChunk<T>> run, SessionCounts counts, CancellationToken cancellationToken)
        : base(run, counts, cancellationToken) => this.shape = shape;

    /// <summary>
    /// How many items from the start of the source need no second sending: each is in the store, or lost to a higher
    /// version, or is at fault itself. An import that is cut off goes on after as many. It stands still from the first
    /// chunk on that the server refused as a whole.
    /// </summary>
    public long ResumeAfter => shape.ResumeAfter;
}
