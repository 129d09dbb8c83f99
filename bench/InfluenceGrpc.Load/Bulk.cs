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

    /// <summary>Runs one stream, by hand: the client library's own work would be in what is measured.</summary>
    /// <param name="channel">To the server.</param>
    /// <param name="duration">How long to send, as fast as it is answered.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="InvalidOperationException">It was not answered as it should be.</exception>
    public abstract Task<BulkCounts> RunAsync(ChannelBase channel, TimeSpan duration, CancellationToken cancellationToken);
}
