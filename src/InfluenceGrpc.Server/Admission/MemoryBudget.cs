using InfluenceGrpc.Server.Operations;

namespace InfluenceGrpc.Server.Admission;

/// <summary>
/// How much memory calls may make the server keep, all together: messages that are half there, what becomes of them, answers that
/// nobody has read yet, rankings, plannings. Places alone do not bound that: a caller fills one with a megabyte, and has hundreds.
/// </summary>
/// <remarks>
/// Counted by estimates that are rather too high. What is left to the rest of the server is as much again: connections, and what work
/// takes and gives back at once. A server that asks for more than .NET may have ends, and takes everybody's calls with it.
/// </remarks>
internal sealed class MemoryBudget
{
    // A few messages of any size must find room, however little there is.
    private const int LeastMessages = 8;

    // Of what there is in all, what one message may become: its half.
    private const int MessagesAtOnce = 2;

    private long held;

    /// <summary>As the settings have it; where they have nothing, half of what .NET may use besides the near cache.</summary>
    public MemoryBudget(LimitOptions limits, ProfileOptions profiles)
    {
        var rest = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes - profiles.NearCacheBytes;
        Most = limits.MaxCallMemory ?? Math.Max(rest / 2, (long)LeastMessages * limits.MaxMessageBytes);
    }

    /// <summary>Bytes that may be held.</summary>
    public long Most { get; }

    /// <summary>Bytes that one message may become.</summary>
    public long MostOfMessage => Most / MessagesAtOnce;

    /// <summary>Bytes held now.</summary>
    public long Held => Volatile.Read(ref held);

    /// <summary>Whether more than half is held: streams then take in one chunk after the other.</summary>
    public bool IsShort => Held > Most / 2;

    /// <summary>Takes bytes, if there are as many.</summary>
    public bool TryTake(long bytes)
    {
        if (Interlocked.Add(ref held, bytes) <= Most)
        {
            return true;
        }

        Interlocked.Add(ref held, -bytes);
        return false;
    }

    /// <summary>Takes bytes that are held already, whether there are as many or not: who comes next finds less.</summary>
    public void Take(long bytes) => Interlocked.Add(ref held, bytes);

    /// <summary>Gives bytes back.</summary>
    public void Give(long bytes) => Interlocked.Add(ref held, -bytes);
}
