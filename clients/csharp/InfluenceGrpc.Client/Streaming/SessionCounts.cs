namespace InfluenceGrpc.Client.Streaming;

/// <summary>Keeps a session's totals; sending and answering count at the same time.</summary>
internal sealed class SessionCounts(IProgress<StreamTotals>? progress)
{
    private readonly Lock gate = new();
    private StreamTotals totals = new();

    public StreamTotals Totals
    {
        get
        {
            lock (gate)
            {
                return totals;
            }
        }
    }

    /// <param name="newItems">Items sent for the first time.</param>
    /// <param name="bytes">Of the message, as serialized.</param>
    public void Sent(int newItems, int bytes)
    {
        lock (gate)
        {
            totals = totals with { ItemsSent = totals.ItemsSent + newItems, BytesSent = totals.BytesSent + bytes };
        }
    }

    public void Answered(int items, int failed, bool refused) => Change(
        now => refused
            ? now with { Chunks = now.Chunks + 1, Refused = now.Refused + items }
            : now with { Chunks = now.Chunks + 1, Ok = now.Ok + items - failed, Failed = now.Failed + failed });

    public void Retried() => Change(now => now with { Retries = now.Retries + 1 });

    public void Interrupted() => Change(now => now with { Interruptions = now.Interruptions + 1 });

    public void Finished() => Change(now => now with { Complete = true });

    private void Change(Func<StreamTotals, StreamTotals> change)
    {
        StreamTotals changed;
        lock (gate)
        {
            changed = totals = change(totals);
        }

        progress?.Report(changed);
    }
}
