using InfluenceGrpc.Client.Streaming;

namespace InfluenceGrpc.Client;

/// <summary>A look-up of any number of profiles, chunk by chunk.</summary>
/// <typeparam name="T">The caller's item.</typeparam>
public sealed class ProfileLookup<T> : ChunkedStream<LookedUpChunk<T>>
{
    internal ProfileLookup(StreamRun<LookedUpChunk<T>> run, SessionCounts counts, CancellationToken cancellationToken)
        : base(run, counts, cancellationToken)
    {
    }
}
