using Grpc.Core;

namespace InfluenceGrpc.Client.Streaming;

/// <summary>
/// One ranking or planning over as many attempts as it takes. An attempt that is cut after the server took it begins anew from the
/// start of the source, where that can be read again.
/// </summary>
internal sealed class WholeStreamRun<T, TRequest, TResponse, TChunk, TShape>(
    InfluenceClientOptions clientOptions, WholeStreamOptions options, IAsyncEnumerable<T> source, Func<TShape> attempt, Action<TChunk>? taken)
    where TRequest : class
    where TResponse : class
    where TChunk : AnsweredChunk
    where TShape : WholeStreamShape<T, TRequest, TResponse, TChunk>
{
    private readonly Backoff backoff = new(clientOptions.Retry);
    private long interruptions;

    /// <summary>The shape of the attempt that came to its end, and what it came to.</summary>
    public async Task<(TShape Shape, StreamTotals Totals)> RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var shape = attempt();
            try
            {
                return (shape, await AttemptAsync(shape, cancellationToken).ConfigureAwait(false));
            }
            catch (InfluenceException fault) when (shape.WasAccepted && fault.InnerException is RpcException cut && StreamFaults.MayResume(cut))
            {
                await WaitToRepeatAsync(shape, fault, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task<StreamTotals> AttemptAsync(TShape shape, CancellationToken cancellationToken)
    {
        var counts = new SessionCounts(options.Progress);
        var session = new StreamSession<T, TRequest, TResponse, TChunk>(shape, clientOptions, options, source, counts, cancellationToken);
        await using (session.ConfigureAwait(false))
        {
            while (await session.MoveNextAsync().ConfigureAwait(false))
            {
                taken?.Invoke(session.Current);
            }
        }

        var totals = counts.Totals;
        return totals with { Retries = totals.Retries + interruptions, Interruptions = interruptions };
    }

    private async Task WaitToRepeatAsync(TShape shape, InfluenceException fault, CancellationToken cancellationToken)
    {
        if (!options.SourceCanBeReadAgain)
        {
            throw new InfluenceException(fault.Error.With($"{shape.Interrupted} {fault.Error.Message}"), fault.InnerException)
            {
                MustBeginAnew = true,
            };
        }

        var wait = backoff.Next(fault.Error.RetryDelay, clientOptions.IsForAnother(fault.Error)) ?? throw fault;
        interruptions++;
        await Task.Delay(wait, clientOptions.TimeProvider, cancellationToken).ConfigureAwait(false);
    }
}
