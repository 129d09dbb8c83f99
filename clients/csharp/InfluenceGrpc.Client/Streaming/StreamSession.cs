using System.Runtime.ExceptionServices;
using Grpc.Core;
using Influence.V1;

namespace InfluenceGrpc.Client.Streaming;

/// <summary>
/// A stream from the source to the consumer over as many connections as it takes. One consumer; the chunker and the
/// connection's sender run beside it and meet it in the window.
/// </summary>
internal sealed class StreamSession<T, TRequest, TResponse, TChunk> : IAsyncEnumerator<TChunk>
    where TRequest : class
    where TResponse : class
    where TChunk : AnsweredChunk
{
    // A source that heeds cancellation is done in no time; one that does not is left behind.
    private static readonly TimeSpan SourceGrace = TimeSpan.FromSeconds(1);

    private readonly StreamShape<T, TRequest, TResponse, TChunk> shape;
    private readonly InfluenceClientOptions clientOptions;
    private readonly StreamOptions options;
    private readonly IAsyncEnumerable<T> source;
    private readonly SessionCounts counts;
    private readonly CancellationToken caller;
    private readonly CancellationTokenSource ending;
    private readonly Backoff backoff;
    private readonly Backoff storeBackoff;
    private ChunkLimits limits = new(1, 1);
    private ChunkWindow<T, TRequest>? window;
    private ChunkConnection<T, TRequest, TResponse, TChunk>? connection;
    private Task chunking = Task.CompletedTask;
    private TChunk? delivered;

    public StreamSession(
        StreamShape<T, TRequest, TResponse, TChunk> shape,
        InfluenceClientOptions clientOptions,
        StreamOptions options,
        IAsyncEnumerable<T> source,
        SessionCounts counts,
        CancellationToken cancellationToken)
    {
        this.shape = shape;
        this.clientOptions = clientOptions;
        this.options = options;
        this.source = source;
        this.counts = counts;
        caller = cancellationToken;
        ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        backoff = new Backoff(clientOptions.Retry);
        storeBackoff = new Backoff(clientOptions.Retry, clientOptions.Retry.StoreAttemptsWithoutProgress);
    }

    /// <summary>The chunk in the consumer's hands.</summary>
    public TChunk Current => delivered ?? throw new InvalidOperationException("There is no chunk here.");

    /// <summary>Moves on to the next chunk in order; false at the end of the source.</summary>
    public async ValueTask<bool> MoveNextAsync()
    {
        if (delivered is not null)
        {
            // The consumer is done with the chunk before: its slot may be filled anew.
            delivered.Release();
            delivered = null;
            window!.FreeSlot();
        }

        while (true)
        {
            caller.ThrowIfCancellationRequested();
            try
            {
                connection ??= await ConnectAsync().ConfigureAwait(false);
                if (await connection.ReadAsync().ConfigureAwait(false) is not { } response)
                {
                    return Finish();
                }

                if (await TakeAsync(response).ConfigureAwait(false))
                {
                    return true;
                }
            }
            catch (RpcException fault)
            {
                caller.ThrowIfCancellationRequested();
                var wasAccepted = connection is not null;
                await DisconnectAsync().ConfigureAwait(false);
                if (!StreamFaults.MayResume(fault) || (wasAccepted && !shape.IsResumable))
                {
                    throw clientOptions.ExceptionOf(fault);
                }

                if (wasAccepted && window is { IsEmpty: true })
                {
                    // Nothing is owed and the source is slow, or at its end: a connection would only lie still.
                    await window.WaitForWorkAsync(ending.Token).ConfigureAwait(false);
                    backoff.Progress();
                }

                if (window is { IsDone: true })
                {
                    // Only the summary was lost.
                    return Finish();
                }

                if (wasAccepted)
                {
                    counts.Interrupted();
                }

                await WaitToResumeAsync(fault).ConfigureAwait(false);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        delivered?.Release();
        delivered = null;
        await ending.CancelAsync().ConfigureAwait(false);
        await DisconnectAsync().ConfigureAwait(false);
        try
        {
            await chunking.WaitAsync(SourceGrace).ConfigureAwait(false);
            window?.Dispose();
            ending.Dispose();
        }
        catch (TimeoutException)
        {
            // The source is stuck in a call of its own; what it holds on to is left to the collector.
        }
    }

    private Task<ChunkConnection<T, TRequest, TResponse, TChunk>> ConnectAsync() =>
        ChunkConnection<T, TRequest, TResponse, TChunk>.OpenAsync(
            shape, new CallOptions(clientOptions.CallHeaders), WindowFor, CountSent, ending.Token);

    // The first server's limits make the window; each server's limits go for the chunks cut from then on.
    private ChunkWindow<T, TRequest> WindowFor(StreamAccepted accepted)
    {
        var server = accepted.Limits ?? new StreamLimits();
        Volatile.Write(ref limits, ChunkLimits.Of(options, server));
        if (window is null)
        {
            var made = window = new ChunkWindow<T, TRequest>(ChunkLimits.Smaller(options.MaxChunksInFlight, server.MaxChunksInFlight));
            var chunker = new Chunker<T, TRequest>(
                source, shape.Batch, made, () => Volatile.Read(ref limits), options.Linger, clientOptions.TimeProvider);

            // A thread of the pool, because sources may block while they are read.
            chunking = Task.Run(() => chunker.RunAsync(ending.Token), CancellationToken.None);
        }

        return window;
    }

    private void CountSent(HeldChunk<T, TRequest> chunk)
    {
        counts.Sent(chunk.WasSent ? 0 : chunk.Count, shape.SizeOf(chunk.Message));
        chunk.WasSent = true;
    }

    // False where there is nothing to deliver yet: more parts follow, or items are to be sent again.
    private async ValueTask<bool> TakeAsync(TResponse response)
    {
        var held = window!.Expect(shape.SequenceOf(response));
        if (shape.Take(held, response) is not { } chunk)
        {
            return false;
        }

        backoff.Progress();
        if (chunk.Passing is not { } fault)
        {
            storeBackoff.Progress();
        }
        else if (shape.IsResumable && storeBackoff.Next(fault.RetryDelay) is { } wait)
        {
            await RepeatAsync(held, chunk, wait).ConfigureAwait(false);
            return false;
        }
        else if (shape.NeedsStore)
        {
            throw new InfluenceException(fault);
        }

        window.Answered();
        (held.Message as IDisposable)?.Dispose();
        delivered = chunk;
        shape.Delivered(chunk);
        counts.Answered(chunk.Count, chunk.FailedCount, refused: chunk.Refusal is not null);
        return true;
    }

    // On another call, because the server says what needs no second sending call by call: amid this one, nothing that
    // came after could count as safe.
    private async Task RepeatAsync(HeldChunk<T, TRequest> held, TChunk answer, TimeSpan wait)
    {
        await DisconnectAsync().ConfigureAwait(false);
        shape.Narrow(held, answer);
        answer.Release();
        counts.Retried();
        await Task.Delay(wait, clientOptions.TimeProvider, ending.Token).ConfigureAwait(false);
    }

    // The end of the source, or its fault.
    private bool Finish()
    {
        if (window!.SourceFault is { } fault)
        {
            ExceptionDispatchInfo.Throw(fault);
        }

        counts.Finished();
        return false;
    }

    private async Task WaitToResumeAsync(RpcException fault)
    {
        var error = InfluenceException.ErrorOf(fault);
        var wait = backoff.Next(error.RetryDelay, clientOptions.IsForAnother(error)) ?? throw clientOptions.ExceptionOf(fault);
        counts.Retried();
        await Task.Delay(wait, clientOptions.TimeProvider, ending.Token).ConfigureAwait(false);
    }

    private async ValueTask DisconnectAsync()
    {
        if (connection is { } gone)
        {
            connection = null;
            await gone.DisposeAsync().ConfigureAwait(false);
            window?.Rewind();
        }
    }
}
