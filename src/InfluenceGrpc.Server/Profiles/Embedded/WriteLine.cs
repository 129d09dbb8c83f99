using System.Threading.Channels;

namespace InfluenceGrpc.Server.Profiles.Embedded;

/// <summary>Calls of one lane that wait for the writer. Added to by many, taken from by the writer alone.</summary>
internal sealed class WriteLine(int capacity)
{
    private readonly Channel<PendingWrites> waiting = Channel.CreateBounded<PendingWrites>(
        new BoundedChannelOptions(capacity) { SingleReader = true });

    private PendingWrites? current;

    /// <summary>Whether there is something to do.</summary>
    public bool HasWork => current is not null || waiting.Reader.Count > 0;

    /// <summary>Queues a call; waits where the line is full. Throws where it is cancelled or the line is closed.</summary>
    public ValueTask AddAsync(PendingWrites call, CancellationToken cancellationToken) => waiting.Writer.WriteAsync(call, cancellationToken);

    /// <summary>Takes in no more calls.</summary>
    public void Close() => waiting.Writer.TryComplete();

    /// <summary>The call that is next, or still under way; null where none waits.</summary>
    public PendingWrites? Current()
    {
        while (current is null && waiting.Reader.TryRead(out var next))
        {
            current = next.TryBegin() ? next : null;
        }

        return current;
    }

    /// <summary>The writer is through with a call.</summary>
    public void Advance(PendingWrites call) => current = ReferenceEquals(current, call) ? null : current;
}
