namespace InfluenceGrpc.Client.Tests;

/// <summary>Counts what is read of it, and fails when more is read than allowed.</summary>
internal sealed class WatchedSource(int count)
{
    private readonly Lock gate = new();
    private readonly List<(int Count, TaskCompletionSource Reached)> awaited = [];
    private int read;
    private int allowed;

    public int ReadCount
    {
        get
        {
            lock (gate)
            {
                return read;
            }
        }
    }

    /// <summary>So many items may be read in all.</summary>
    public void Allow(int items)
    {
        lock (gate)
        {
            allowed = items;
        }
    }

    /// <summary>Completes once so many items have been read.</summary>
    public Task HasRead(int items)
    {
        lock (gate)
        {
            if (read >= items)
            {
                return Task.CompletedTask;
            }

            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            awaited.Add((items, reached));
            return reached.Task;
        }
    }

    public IEnumerable<int> Read()
    {
        for (var i = 0; i < count; i++)
        {
            lock (gate)
            {
                if (i >= allowed)
                {
                    throw new InvalidOperationException($"Item {i} was read when only {allowed} may be.");
                }

                read = i + 1;
                foreach (var (_, reached) in awaited.Where(waiter => waiter.Count <= read))
                {
                    reached.TrySetResult();
                }
            }

            yield return i;
        }
    }
}
