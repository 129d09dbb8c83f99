using InfluenceGrpc.Server.Operations;

namespace InfluenceGrpc.Server.Admission;

/// <summary>
/// How much memory calls may make the server keep, all together: messages that are half there, what becomes of them, answers that
/// nobody has read yet, rankings, plannings. Places alone do not bound that: a caller fills one with a megabyte, and has hundreds.
/// </summary>
/// <remarks>
/// Counted by estimates, most of them too high. What is left to the rest of the server is as much again: connections, and what work
/// takes and gives back at once. A server that asks for more than .NET may have ends, and takes everybody's calls with it.
/// </remarks>
internal sealed class MemoryBudget
{
    // A few messages of any size must find room, however little there is.
    private const int LeastMessages = 8;

    private long held;
    private long coming;
    private TaskCompletionSource? given;

    /// <summary>As the settings have it; where they have nothing, half of what .NET may use besides the near cache.</summary>
    public MemoryBudget(LimitOptions limits, ProfileOptions profiles)
    {
        var rest = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes - profiles.NearCacheBytes;
        Most = limits.MaxCallMemory ?? Math.Max(rest / 2, (long)LeastMessages * limits.MaxMessageBytes);
    }

    /// <summary>Bytes that may be held.</summary>
    public long Most { get; }

    /// <summary>Bytes beyond which streams take no more: unary calls find room where streams have taken all of theirs.</summary>
    public long MostOfStreams => Most / 4 * 3;

    /// <summary>Bytes that one message may become.</summary>
    public long MostOfMessage => Most / 2;

    /// <summary>Bytes held now.</summary>
    public long Held => Volatile.Read(ref held);

    /// <summary>Whether more than half is held: streams then take in one chunk after the other.</summary>
    public bool IsShort => Held > Most / 2;

    /// <summary>Takes bytes, if no more are held then than <paramref name="most"/>.</summary>
    public bool TryTake(long bytes, long most)
    {
        if (Interlocked.Add(ref held, bytes) <= most)
        {
            return true;
        }

        Interlocked.Add(ref held, -bytes);
        return false;
    }

    /// <summary>Takes bytes of streams for a message that begins to come. Those have half of what streams may take, since they will wait for
    /// more when they are there: were they to have all, they would wait for each other.</summary>
    public bool TryTakeToCome(long bytes)
    {
        if (Interlocked.Add(ref coming, bytes) <= MostOfStreams / 2 && TryTake(bytes, MostOfStreams))
        {
            return true;
        }

        Interlocked.Add(ref coming, -bytes);
        return false;
    }

    /// <summary>Tries again whenever bytes are given back; false where that was in vain for so long.</summary>
    public async ValueTask<bool> TryAsync(Func<bool> take, TimeSpan patience, TimeProvider time, CancellationToken cancellationToken)
    {
        var begun = time.GetTimestamp();
        while (true)
        {
            // Before it is tried: what is given back in between is not missed.
            var signal = Signal();
            if (take())
            {
                return true;
            }

            var rest = patience - time.GetElapsedTime(begun);
            if (rest <= TimeSpan.Zero)
            {
                return false;
            }

            try
            {
                await signal.WaitAsync(rest, time, cancellationToken);
            }
            catch (TimeoutException)
            {
                return false;
            }
        }
    }

    /// <summary>Takes bytes that are held already, whether there are as many or not: who comes next finds less.</summary>
    public void Take(long bytes) => Interlocked.Add(ref held, bytes);

    /// <summary>Gives bytes back.</summary>
    /// <param name="bytes">How many.</param>
    /// <param name="ofThemToCome">Of them, how many were taken for what began to come.</param>
    public void Give(long bytes, long ofThemToCome = 0)
    {
        Interlocked.Add(ref held, -bytes);
        if (ofThemToCome > 0)
        {
            Interlocked.Add(ref coming, -ofThemToCome);
        }

        if (Volatile.Read(ref given) is not null)
        {
            Interlocked.Exchange(ref given, null)?.TrySetResult();
        }
    }

    // Of the next time that bytes are given back; one for all who wait.
    private Task Signal()
    {
        if (Volatile.Read(ref given) is { } waited)
        {
            return waited.Task;
        }

        var mine = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return (Interlocked.CompareExchange(ref given, mine, null) ?? mine).Task;
    }
}
