namespace InfluenceGrpc.Server.Profiles.Embedded;

/// <summary>
/// The writes of one call, on their way through the writer. The caller waits for <see cref="Ended"/>, and until then both
/// memories belong to the writer.
/// </summary>
/// <remarks>
/// A caller that gives up races the writer that begins: who comes first wins. Given up before it began, a call ends at
/// once and nothing is written; after that, it ends with the transaction under way.
/// </remarks>
internal sealed class PendingWrites(ReadOnlyMemory<ProfileWrite> writes, Memory<WriteResult> results)
{
    private const int Waiting = 0;
    private const int Begun = 1;
    private const int Left = 2;

    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int state;
    private volatile bool isGivenUp;

    /// <summary>Completes when every write has its result or was given up.</summary>
    public Task Ended => ended.Task;

    /// <summary>How many writes the writer has tried, in their order.</summary>
    public int Tried { get; private set; }

    /// <summary>Whether nothing is left to try.</summary>
    public bool IsExhausted => Tried == writes.Length || isGivenUp;

    /// <summary>Whether every write was tried, whatever became of it.</summary>
    public bool IsWhole => Tried == writes.Length;

    /// <summary>The writer begins with it. Returns false where the caller gave up before.</summary>
    public bool TryBegin() => Interlocked.CompareExchange(ref state, Begun, Waiting) == Waiting;

    /// <summary>The next write, which counts as tried from now on.</summary>
    public ProfileWrite Next() => writes.Span[Tried++];

    /// <summary>Notes what became of the last write tried.</summary>
    public void Note(WriteResult result) => results.Span[Tried - 1] = result;

    /// <summary>Everything from one write on, tried or not, is answered as unavailable.</summary>
    public void FailFrom(int first)
    {
        results.Span[first..].Clear();
        Tried = writes.Length;
    }

    /// <summary>Lets the caller go on.</summary>
    public void End() => ended.TrySetResult();

    /// <summary>The caller waits no longer: what was not tried yet will not be written.</summary>
    public void GiveUp()
    {
        isGivenUp = true;
        if (Interlocked.CompareExchange(ref state, Left, Waiting) == Waiting)
        {
            End();
        }
    }
}
