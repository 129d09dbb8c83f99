using System.Threading.Channels;

namespace InfluenceGrpc.Server.Admission;

/// <summary>The chunks that one stream has taken in and not yet answered. One takes and one gives back, at the same time.</summary>
internal sealed class ChunksInHand(ChunkShare share, int most) : IDisposable
{
    // Holds one signal: whoever waits looks again at every one, and those that nobody waited for are one.
    private readonly Channel<bool> given = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    private int held;

    /// <summary>Most chunks that are ever held.</summary>
    public int Most => most;

    /// <summary>Waits until the stream may take in one more. With none in hand it always may.</summary>
    public async ValueTask TakeAsync(CancellationToken cancellationToken)
    {
        while (Volatile.Read(ref held) >= share.Of(most))
        {
            await given.Reader.ReadAsync(cancellationToken);
        }

        cancellationToken.ThrowIfCancellationRequested();
        Interlocked.Increment(ref held);
    }

    /// <summary>A chunk is answered.</summary>
    public void Give()
    {
        Interlocked.Decrement(ref held);
        given.Writer.TryWrite(true);
    }

    /// <summary>The stream ends.</summary>
    public void Dispose() => share.Leave();
}
