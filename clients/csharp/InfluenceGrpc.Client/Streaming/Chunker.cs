namespace InfluenceGrpc.Client.Streaming;

/// <summary>Reads the source into chunks, no further ahead than the window has slots.</summary>
internal sealed class Chunker<T, TRequest>(
    IAsyncEnumerable<T> source,
    IChunkBatch<T, TRequest> batch,
    ChunkWindow<T, TRequest> window,
    Func<ChunkLimits> limits,
    TimeSpan linger,
    TimeProvider time)
{
    private ulong lastSequence;
    private Task<bool>? reading;
    private Task? lingering;

    /// <summary>Runs to the end of the source, or until cancelled. Faults of the source go to the window.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        Exception? fault = null;
        try
        {
            await PumpAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception caught)
        {
            // Decided by the consumer: it gets the answers to what was read before, and then this.
            fault = caught;
        }

        window.End(fault);
    }

    private async Task PumpAsync(CancellationToken cancellationToken)
    {
        var items = source.GetAsyncEnumerator(cancellationToken);
        try
        {
            var more = true;
            while (more)
            {
                await window.TakeSlotAsync(cancellationToken).ConfigureAwait(false);
                try
                {
                    more = await FillAsync(items, cancellationToken).ConfigureAwait(false);
                }
                finally
                {
                    Seal();
                }
            }
        }
        finally
        {
            await ReleaseAsync(items).ConfigureAwait(false);
        }
    }

    // Fills the batch; false at the end of the source.
    private async ValueTask<bool> FillAsync(IAsyncEnumerator<T> items, CancellationToken cancellationToken)
    {
        var most = limits();
        while (!batch.Fill(most))
        {
            var moved = await MoveNextAsync(items, cancellationToken).ConfigureAwait(false);
            if (moved is not true)
            {
                return moved is null;
            }

            batch.Take(items.Current);
        }

        return true;
    }

    // Null where items wait to be sent and the source has let them wait long enough. Most sources have the next item at hand.
    private ValueTask<bool?> MoveNextAsync(IAsyncEnumerator<T> items, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (reading is null)
        {
            var move = items.MoveNextAsync();
            if (move.IsCompletedSuccessfully)
            {
                return new ValueTask<bool?>(move.Result);
            }

            reading = move.AsTask();
        }

        return WaitForNextAsync(reading, cancellationToken);
    }

    private async ValueTask<bool?> WaitForNextAsync(Task<bool> next, CancellationToken cancellationToken)
    {
        if (batch.Count > 0)
        {
            lingering ??= Task.Delay(linger, time, cancellationToken);
            if (await Task.WhenAny(next, lingering).ConfigureAwait(false) != next)
            {
                cancellationToken.ThrowIfCancellationRequested();
                return null;
            }
        }

        var moved = await next.WaitAsync(cancellationToken).ConfigureAwait(false);
        reading = null;
        return moved;
    }

    private void Seal()
    {
        lingering = null;
        if (batch.Count == 0)
        {
            window.FreeSlot();
            return;
        }

        window.Add(batch.Seal(++lastSequence));
    }

    // A source that does not heed cancellation is still within its MoveNextAsync: it is disposed of when it returns, and
    // the caller does not wait for it.
    private async ValueTask ReleaseAsync(IAsyncEnumerator<T> items)
    {
        if (reading is { IsCompleted: false } stuck)
        {
            _ = stuck.ContinueWith(
                _ => items.DisposeAsync().AsTask(), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            return;
        }

        await items.DisposeAsync().ConfigureAwait(false);
    }
}
