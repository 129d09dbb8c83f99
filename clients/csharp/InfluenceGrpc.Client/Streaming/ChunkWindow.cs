namespace InfluenceGrpc.Client.Streaming;

/// <summary>
/// The chunks under way, in order: put in by the chunker, sent by the connection, taken out by the consumer. A chunk
/// holds its slot from before its first item is read until the consumer comes back for the next answer, so memory is
/// bounded by the slots. Three parties meet here; each field is guarded by the gate.
/// </summary>
internal sealed class ChunkWindow<T, TRequest>(int slots) : IDisposable
{
    private readonly SemaphoreSlim free = new(slots);
    private readonly Lock gate = new();
    private readonly List<HeldChunk<T, TRequest>> held = [];
    private TaskCompletionSource changed = NewSignal();
    private int sent;
    private bool ended;

    /// <summary>Why the source broke off; null while it has not.</summary>
    public Exception? SourceFault { get; private set; }

    /// <summary>Whether the source has ended and every chunk was answered.</summary>
    public bool IsDone
    {
        get
        {
            lock (gate)
            {
                return ended && held.Count == 0;
            }
        }
    }

    public bool IsEmpty
    {
        get
        {
            lock (gate)
            {
                return held.Count == 0;
            }
        }
    }

    public Task TakeSlotAsync(CancellationToken cancellationToken) => free.WaitAsync(cancellationToken);

    public void FreeSlot() => free.Release();

    public void Add(HeldChunk<T, TRequest> chunk)
    {
        lock (gate)
        {
            held.Add(chunk);
            Signal();
        }
    }

    public void End(Exception? fault)
    {
        lock (gate)
        {
            SourceFault = fault;
            ended = true;
            Signal();
        }
    }

    /// <summary>The next chunk that this connection has not sent; null when there will be none.</summary>
    public async ValueTask<HeldChunk<T, TRequest>?> NextToSendAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            Task signal;
            lock (gate)
            {
                if (sent < held.Count)
                {
                    return held[sent++];
                }

                if (ended)
                {
                    return null;
                }

                signal = changed.Task;
            }

            await signal.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Waits until there is a chunk or the source has ended.</summary>
    public async ValueTask WaitForWorkAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            Task signal;
            lock (gate)
            {
                if (held.Count > 0 || ended)
                {
                    return;
                }

                signal = changed.Task;
            }

            await signal.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>The first chunk, which must be the one answered.</summary>
    /// <exception cref="InfluenceException">It is not.</exception>
    public HeldChunk<T, TRequest> Expect(ulong sequence)
    {
        lock (gate)
        {
            return sent > 0 && held[0].Sequence == sequence
                ? held[0]
                : throw InfluenceException.Protocol($"The server answered chunk {sequence}, which was not the next to answer.");
        }
    }

    /// <summary>Takes out the first chunk: its answer has come, whole.</summary>
    public void Answered()
    {
        lock (gate)
        {
            held.RemoveAt(0);
            sent--;
        }
    }

    /// <summary>The connection is gone: what it had sent and is not answered is to be sent again.</summary>
    public void Rewind()
    {
        lock (gate)
        {
            sent = 0;
        }
    }

    public void Dispose() => free.Dispose();

    private void Signal()
    {
        changed.SetResult();
        changed = NewSignal();
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
