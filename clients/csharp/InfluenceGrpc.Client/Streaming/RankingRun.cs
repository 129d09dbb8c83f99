using Grpc.Core;
using Influence.V1;

namespace InfluenceGrpc.Client.Streaming;

/// <summary>
/// One ranking over as many attempts as it takes. An attempt that is cut after the server took it begins anew from the start of the
/// source, where that can be read again.
/// </summary>
internal sealed class RankingRun<T>(
    FitService.FitServiceClient client,
    InfluenceClientOptions clientOptions,
    Brief brief,
    RankOptions options,
    IAsyncEnumerable<T> source,
    Func<IChunkEncoder<T, RankCreatorsRequest>> encoder,
    Action<RankedChunk<T>>? taken)
{
    private readonly Backoff backoff = new(clientOptions.Retry);
    private long interruptions;

    public async Task<Ranking> RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var shape = new RankShape<T>(client, brief, options, encoder());
            try
            {
                return await AttemptAsync(shape, cancellationToken).ConfigureAwait(false);
            }
            catch (InfluenceException fault) when (shape.WasAccepted && fault.InnerException is RpcException cut && StreamFaults.MayResume(cut))
            {
                await WaitToRepeatAsync(fault, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task<Ranking> AttemptAsync(RankShape<T> shape, CancellationToken cancellationToken)
    {
        var counts = new SessionCounts(options.Progress);
        var progress = new RankingProgress();
        var session = new StreamSession<T, RankCreatorsRequest, RankCreatorsResponse, RankedChunk<T>>(
            shape, clientOptions, options, source, counts, cancellationToken);
        await using (session.ConfigureAwait(false))
        {
            while (await session.MoveNextAsync().ConfigureAwait(false))
            {
                progress = session.Current.Refusal is null ? session.Current.Progress : progress;
                taken?.Invoke(session.Current);
            }
        }

        var totals = counts.Totals;
        return new Ranking(shape.Creators, progress, totals with { Retries = totals.Retries + interruptions, Interruptions = interruptions }, shape.Model);
    }

    private async Task WaitToRepeatAsync(InfluenceException fault, CancellationToken cancellationToken)
    {
        if (!options.SourceCanBeReadAgain)
        {
            throw new InfluenceException(
                fault.Error.With("The ranking was interrupted, and the server has forgotten it: rank again from the first creator. " + fault.Error.Message),
                fault.InnerException)
            {
                MustBeginAnew = true,
            };
        }

        var wait = backoff.Next(fault.Error.RetryDelay) ?? throw fault;
        interruptions++;
        await Task.Delay(wait, clientOptions.TimeProvider, cancellationToken).ConfigureAwait(false);
    }
}
