using System.Runtime.InteropServices;

namespace InfluenceGrpc.Server.Profiles;

/// <summary>Counts hits and misses, in a line of memory of its own: all processors write it, and what lies beside it would be fetched anew.</summary>
internal sealed class NearCacheTally
{
    private const int Line = 64;

    private Counters counters;

    /// <summary>Questions answered, ever.</summary>
    public long Hits => Interlocked.Read(ref counters.Hits);

    /// <summary>Questions not answered, ever.</summary>
    public long Misses => Interlocked.Read(ref counters.Misses);

    /// <summary>Counts more of both.</summary>
    public void Add(int hits, int misses)
    {
        if (hits > 0)
        {
            Interlocked.Add(ref counters.Hits, hits);
        }

        if (misses > 0)
        {
            Interlocked.Add(ref counters.Misses, misses);
        }
    }

    [StructLayout(LayoutKind.Explicit, Size = 3 * Line)]
    private struct Counters
    {
        [FieldOffset(Line)]
        public long Hits;

        [FieldOffset(Line + sizeof(long))]
        public long Misses;
    }
}
