using Grpc.Core;

namespace InfluenceGrpc.Load;

/// <summary>A kind of stream that asks the same over and over.</summary>
/// <param name="name">What people call it.</param>
/// <param name="chunkItems">Items in a chunk.</param>
internal abstract class Bulk(string name, int chunkItems)
{
    /// <summary>What people call it.</summary>
    public string Name => name;

    /// <summary>Items in a chunk.</summary>
    public int ChunkItems => chunkItems;

    /// <summary>Runs one stream.</summary>
    /// <param name="channel">To the server.</param>
    /// <param name="duration">How long to send.</param>
    /// <param name="chunksPerSecond">How fast; as fast as it is answered where that is 0.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="InvalidOperationException">It was not answered as it should be.</exception>
    public abstract Task<BulkCounts> RunAsync(ChannelBase channel, TimeSpan duration, double chunksPerSecond, CancellationToken cancellationToken);
}
