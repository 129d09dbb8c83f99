namespace InfluenceGrpc.Server.Profiles.Embedded;

/// <summary>The calls, or parts of calls, that share a transaction. For the writer's thread alone.</summary>
internal sealed class WriteBatch
{
    // How many writes of a line are carried out before somebody else is looked at.
    private const int LookEvery = 64;

    // Bytes of profiles in one transaction: more would hold back its callers, and make the log long at once.
    private const long MaxBytes = 4 * 1024 * 1024;

    private readonly List<(WriteLine Line, PendingWrites Call, int First, bool IsLast)> parts = [];
    private long bytes;

    /// <summary>Whether no call is in it.</summary>
    public bool IsEmpty => parts.Count == 0;

    /// <summary>Carries out the next writes of a line.</summary>
    /// <param name="line">Whose calls.</param>
    /// <param name="connection">In a transaction.</param>
    /// <param name="now">Milliseconds since 1970-01-01 UTC.</param>
    /// <param name="most">Most writes.</param>
    /// <param name="before">A line that goes first: where it has work, this one is cut short, yet never left out.</param>
    public void Fill(WriteLine line, WriterConnection connection, long now, int most, WriteLine? before = null)
    {
        var count = 0;
        var isEnough = false;
        while (!isEnough && line.Current() is { } call)
        {
            // Added before it is tried, so that a failure finds it.
            parts.Add((line, call, call.Tried, false));
            while (!call.IsExhausted && !isEnough)
            {
                var write = call.Next();
                bytes += write.Bytes.Length;
                call.Note(connection.Write(write, now));
                count++;
                isEnough = count == most || bytes >= MaxBytes || (count % LookEvery == 0 && before is { HasWork: true });
            }

            // Asked once: a caller that gives up from here on is heard with the next transaction.
            if (call.IsExhausted)
            {
                line.Advance(call);
                parts[^1] = parts[^1] with { IsLast = true };
            }
        }
    }

    /// <summary>Takes in whatever waits, to fail it.</summary>
    public void TakeAll(WriteLine line)
    {
        while (line.Current() is { } call)
        {
            parts.Add((line, call, call.Tried, true));
            line.Advance(call);
        }
    }

    /// <summary>The transaction is on the disk: lets those callers go on whose calls are done.</summary>
    public void End()
    {
        foreach (var (_, call, _, isLast) in parts)
        {
            if (isLast)
            {
                call.End();
            }
        }

        Clear();
    }

    /// <summary>The transaction failed. The calls in it are not tried further: what failed would only fail again.</summary>
    public void Fail()
    {
        foreach (var (line, call, first, _) in parts)
        {
            line.Advance(call);
            call.FailFrom(first);
            call.End();
        }

        Clear();
    }

    private void Clear()
    {
        parts.Clear();
        bytes = 0;
    }
}
