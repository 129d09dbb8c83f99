namespace InfluenceGrpc.Testing;

/// <summary>What work allocates.</summary>
public static class Allocated
{
    private const int Times = 5;

    /// <summary>The least that one of several runs allocates on this thread, after one that is not counted.</summary>
    /// <remarks>
    /// What the work itself allocates, it allocates each time. The runtime now and then adds something of its own: code compiled
    /// again, and collections that other threads begin.
    /// </remarks>
    /// <param name="work">What is run, the same each time.</param>
    /// <returns>Bytes.</returns>
    public static long By(Action work)
    {
        work();
        var least = long.MaxValue;
        for (var i = 0; i < Times; i++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            work();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}
