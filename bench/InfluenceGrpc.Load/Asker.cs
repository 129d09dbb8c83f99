using InfluenceGrpc.Client;

namespace InfluenceGrpc.Load;

/// <summary>The client that asks. Another can take its place under load, as where a caller's key is renewed.</summary>
internal sealed class Asker(InfluenceClient first) : IDisposable
{
    private readonly Lock gate = new();
    private Counted current = new(first);

    /// <summary>Asks something of the client at hand.</summary>
    public async Task UseAsync(Func<InfluenceClient, Task> use)
    {
        Counted mine;
        lock (gate)
        {
            mine = current;
            mine.Users++;
        }

        try
        {
            await use(mine.Client);
        }
        finally
        {
            lock (gate)
            {
                mine.Users--;
                LeaveIfDone(mine);
            }
        }
    }

    /// <summary>Has whoever asks from now on ask another client, and waits until nobody asks the one before.</summary>
    public async Task ReplaceAsync(InfluenceClient next)
    {
        Counted before;
        lock (gate)
        {
            before = current;
            current = new(next);
            LeaveIfDone(before);
        }

        await before.Left.Task;
        before.Client.Dispose();
    }

    /// <inheritdoc/>
    public void Dispose() => current.Client.Dispose();

    private void LeaveIfDone(Counted one)
    {
        if (one != current && one.Users == 0)
        {
            one.Left.TrySetResult();
        }
    }

    private sealed class Counted(InfluenceClient client)
    {
        public InfluenceClient Client => client;

        public int Users { get; set; }

        public TaskCompletionSource Left { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
