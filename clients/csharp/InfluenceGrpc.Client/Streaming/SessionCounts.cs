namespace InfluenceGrpc.Client.Streaming;

/// <summary>Keeps a session's totals; sending and answering count at the same time.</summary>
internal sealed class SessionCounts(IProgress<ClassifyTotals>? progress)
{
    private readonly Lock gate = new();
    private ClassifyTotals totals = new();

    public ClassifyTotals Totals
    {
        get
        {
            lock (gate)
            {
                return totals;
            }
        }
    }

    public void Sent<T>(HeldChunk<T> chunk)
    {
        lock (gate)
        {
            totals = totals with
            {
                ItemsSent = totals.ItemsSent + (chunk.WasSent ? 0 : chunk.Items.Length),
                BytesSent = totals.BytesSent + chunk.Bytes,
            };
            chunk.WasSent = true;
        }
    }

    public void Answered(int items, int failed, bool refused) => Change(
        now => refused
            ? now with { Chunks = now.Chunks + 1, Refused = now.Refused + items }
            : now with { Chunks = now.Chunks + 1, Ok = now.Ok + items - failed, Failed = now.Failed + failed });

    public void Retried() => Change(now => now with { Retries = now.Retries + 1 });

    public void Finished() => Change(now => now with { Complete = true });

    private void Change(Func<ClassifyTotals, ClassifyTotals> change)
    {
        ClassifyTotals changed;
        lock (gate)
        {
            changed = totals = change(totals);
        }

        progress?.Report(changed);
    }
}
