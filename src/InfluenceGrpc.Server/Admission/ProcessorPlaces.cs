namespace InfluenceGrpc.Server.Admission;

/// <summary>
/// Lets as many pieces of heavy work run at once as there are processors. Without it, hundreds of streams would put hundreds of
/// chunks into the thread pool's queue, and a call of a single creator would wait behind all of them at each of its steps.
/// </summary>
internal sealed class ProcessorPlaces : IDisposable
{
    private readonly SemaphoreSlim places = new(Environment.ProcessorCount);

    /// <summary>Keeps threads for light work while every place is taken: the machine then shares its processors among both.</summary>
    public static void KeepThreadsForLightWork()
    {
        ThreadPool.GetMinThreads(out var workers, out var ports);
        ThreadPool.SetMinThreads(Math.Max(workers, 3 * Environment.ProcessorCount), ports);
    }

    /// <summary>
    /// Starts work when a place is free, and gives the place back at the work's first wait: what waits for the store takes no
    /// processor.
    /// </summary>
    public async ValueTask<T> RunAsync<T>(Func<ValueTask<T>> start, CancellationToken cancellationToken)
    {
        await places.WaitAsync(cancellationToken);
        ValueTask<T> started;
        try
        {
            started = start();
        }
        finally
        {
            places.Release();
        }

        return await started;
    }

    public void Dispose() => places.Dispose();
}
