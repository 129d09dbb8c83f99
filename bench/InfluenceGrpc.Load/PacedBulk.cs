using System.Diagnostics;
using Grpc.Core;

namespace InfluenceGrpc.Load;

/// <summary>Streams of one kind, one after the other, at a fixed rate.</summary>
internal sealed class PacedBulk(Bulk bulk, double chunksPerSecond)
{
    // Long enough to be in the middle when the store fails, short enough for beginnings and ends to be many.
    private static readonly TimeSpan Each = TimeSpan.FromSeconds(20);

    /// <summary>What people call them.</summary>
    public string Name => bulk.Name;

    /// <summary>What became of their items so far.</summary>
    public BulkCounts Counts { get; private set; }

    /// <summary>What was wrong with streams that did not end as they should.</summary>
    public List<string> Wrong { get; } = [];

    /// <summary>Streams for a while.</summary>
    public async Task RunAsync(ChannelBase channel, Stopwatch clock, TimeSpan duration, CancellationToken cancellationToken)
    {
        while (duration - clock.Elapsed is var left && left > TimeSpan.Zero)
        {
            try
            {
                Counts += await bulk.RunAsync(channel, left < Each ? left : Each, chunksPerSecond, cancellationToken);
            }
            catch (Exception exception) when (exception is RpcException or InvalidOperationException)
            {
                Wrong.Add($"{bulk.Name}: {exception.Message}");
            }
        }
    }
}
