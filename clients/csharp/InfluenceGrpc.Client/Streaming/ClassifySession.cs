using System.Runtime.ExceptionServices;
using Grpc.Core;
using Influence.V1;

namespace InfluenceGrpc.Client.Streaming;

/// <summary>
/// A classification from the source to the consumer over as many connections as it takes. One consumer; the chunker and
/// the connection's sender run beside it and meet it in the window.
/// </summary>
internal sealed class ClassifySession<T> : IAsyncDisposable
{
    // A source that heeds cancellation is done in no time; one that does not is left behind.
    private static readonly TimeSpan SourceGrace = TimeSpan.FromSeconds(1);

    private readonly TierService.TierServiceClient client;
    private readonly InfluenceClientOptions clientOptions;
    private readonly ClassifyStreamOptions options;
    private readonly IAsyncEnumerable<T> source;
    private readonly IItemsEncoder<T> encoder;
    private readonly CancellationToken caller;
    private readonly CancellationTokenSource ending;
    private readonly StreamClassifyTiersConfig config;
    private readonly Backoff backoff;
    private readonly SessionCounts counts;
    private ChunkLimits limits = new(1, 1);
    private ChunkWindow<T>? window;
    private ChunkConnection<T>? connection;
    private Task chunking = Task.CompletedTask;
    private bool delivered;

    public ClassifySession(
        TierService.TierServiceClient client,
        InfluenceClientOptions clientOptions,
        ClassifyStreamOptions options,
        IAsyncEnumerable<T> source,
        IItemsEncoder<T> encoder,
        CancellationToken cancellationToken)
    {
        this.client = client;
        this.clientOptions = clientOptions;
        this.options = options;
        this.source = source;
        this.encoder = encoder;
        caller = cancellationToken;
        ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        backoff = new Backoff(clientOptions.Retry);
        counts = new SessionCounts(options.Progress);
        config = new StreamClassifyTiersConfig
        {
            Schemes = options.Schemes,
            Columns = new TierColumnOptions { BoundaryMargins = options.BoundaryMargins, UnrankedReasons = options.UnrankedReasons },
        };
    }

    public IReadOnlyList<TierScheme>? Schemes { get; private set; }

    public ClassifyTotals Totals => counts.Totals;

    /// <summary>The next chunk in order; null at the end of the source.</summary>
    public async ValueTask<ClassifiedChunk<T>?> NextAsync()
    {
        if (delivered)
        {
            // The consumer is done with the chunk before: its slot may be filled anew.
            delivered = false;
            window!.FreeSlot();
        }

        while (true)
        {
            caller.ThrowIfCancellationRequested();
            try
            {
                connection ??= await ConnectAsync().ConfigureAwait(false);
                return await connection.ReadAsync().ConfigureAwait(false) is { } result ? Deliver(result) : Finish();
            }
            catch (RpcException fault)
            {
                caller.ThrowIfCancellationRequested();
                var wasAccepted = connection is not null;
                await DisconnectAsync().ConfigureAwait(false);
                if (!StreamFaults.MayResume(fault))
                {
                    throw InfluenceException.From(fault);
                }

                if (window is { IsDone: true })
                {
                    // Only the summary was lost.
                    return Finish();
                }

                await WaitToResumeAsync(fault, wasAccepted).ConfigureAwait(false);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
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

    private async Task<ChunkConnection<T>> ConnectAsync()
    {
        var callOptions = new CallOptions(clientOptions.Headers);
        var (opened, accepted) = await ChunkConnection<T>
            .OpenAsync(client, callOptions, config, WindowFor, counts.Sent, ending.Token).ConfigureAwait(false);
        var schemes = accepted.TierSchemes;
        if (Schemes is not null && !schemes.Select(Identity).SequenceEqual(Schemes.Select(Identity)))
        {
            await opened.DisposeAsync().ConfigureAwait(false);
            throw InfluenceException.Protocol(
                "The schemes changed while the stream was interrupted: answers before and after would not agree.");
        }

        Schemes ??= schemes;
        opened.StartSending();
        return opened;
    }

    // A version is raised whenever a bound or constant changes: of the same version only words may differ.
    private static (string Id, uint Version) Identity(TierScheme scheme) => (scheme.Id, scheme.Version);

    // The first server's limits make the window; each server's limits go for the chunks cut from then on.
    private ChunkWindow<T> WindowFor(StreamAccepted accepted)
    {
        var server = accepted.Limits ?? new StreamLimits();
        Volatile.Write(ref limits, ChunkLimits.Of(options, server));
        if (window is null)
        {
            var made = window = new ChunkWindow<T>(ChunkLimits.Smaller(options.MaxChunksInFlight, server.MaxChunksInFlight));
            var chunker = new Chunker<T>(source, encoder, made, () => Volatile.Read(ref limits), options.Linger, clientOptions.TimeProvider);

            // A thread of the pool, because sources may block while they are read.
            chunking = Task.Run(() => chunker.RunAsync(ending.Token), CancellationToken.None);
        }

        return window;
    }

    private ClassifiedChunk<T> Deliver(StreamClassifyTiersChunkResult result)
    {
        var held = window!.Answer(result.Sequence);
        var chunk = new ClassifiedChunk<T>(held.Sequence, held.Items, Schemes!, Checked(result, held.Items.Length));
        backoff.Progress();
        delivered = true;
        counts.Answered(held.Items.Length, chunk.FailedCount, refused: chunk.Refusal is not null);
        return chunk;
    }

    private StreamClassifyTiersChunkResult Checked(StreamClassifyTiersChunkResult result, int items)
    {
        var tiers = result.Tiers;
        var fits = result.Status is not null
            || (tiers is not null && tiers.Columns.Count == Schemes!.Count && tiers.Columns.All(column => column.Ordinals.Count == items));
        return fits
            ? result
            : throw InfluenceException.Protocol($"The answer to chunk {result.Sequence} does not have a column of {items} a scheme.");
    }

    // The end of the source, or its fault.
    private ClassifiedChunk<T>? Finish()
    {
        if (window!.SourceFault is { } fault)
        {
            ExceptionDispatchInfo.Throw(fault);
        }

        counts.Finished();
        return null;
    }

    private async Task WaitToResumeAsync(RpcException fault, bool wasAccepted)
    {
        if (wasAccepted && window is { IsEmpty: true })
        {
            // Nothing is owed and the source is slow: a connection would only lie still.
            await window.WaitForWorkAsync(ending.Token).ConfigureAwait(false);
            backoff.Progress();
        }

        var wait = backoff.Next(InfluenceException.ErrorOf(fault).RetryDelay) ?? throw InfluenceException.From(fault);
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
