using Grpc.Core;
using Influence.V1;
using InfluenceGrpc.Server.Operations;

namespace InfluenceGrpc.Server.Services;

/// <summary>Counts the items of calls that are answered at once; chunks are counted by <see cref="Streaming.ChunkTally"/>.</summary>
internal sealed class ItemCounter(Metrics metrics)
{
    /// <summary>Notes the items of a call that was answered.</summary>
    /// <param name="rpc">Which call.</param>
    /// <param name="request">What was asked; null where it was a stream.</param>
    /// <param name="answer">What was answered.</param>
    public void Count(IMethod rpc, object? request, object answer)
    {
        var (items, failed) = ItemsOf(request, answer);
        metrics.CountItems(rpc, items - failed, failed);
    }

    // What a call is about: creators, one or many. Lists, information and health are about none.
    private static (long Items, long Failed) ItemsOf(object? request, object answer) => answer switch
    {
        ClassifyTierResponse or ScoreFitResponse or GetProfileResponse => (1, 0),
        BatchClassifyTiersResponse batch => (batch.Tiers.ItemCount, Failed(batch.Tiers.Errors)),
        BatchScoreFitResponse batch => (batch.Fits.ItemCount, Failed(batch.Fits.Errors)),
        LookupProfilesResponse found => (found.Rows.ItemCount, Failed(found.Rows.Errors)),
        UpsertProfilesResponse written => (written.Upserts.ItemCount, Failed(written.Upserts.Errors)),
        DeleteProfilesResponse deleted => (deleted.ItemCount, Failed(deleted.Errors)),
        ForecastReachResponse forecast when request is ForecastReachRequest asked => (asked.Creators.Count, Failed(forecast.Errors)),
        ComparePlansResponse compared when request is ComparePlansRequest asked =>
            (asked.Plans.Sum(plan => (long)plan.Creators.Count), compared.Plans.Sum(plan => Failed(plan.Errors))),
        DeriveBriefResponse derived => ((long)derived.Examples + derived.Background, 0),
        _ => (0, 0),
    };

    private static long Failed(IEnumerable<ItemErrors> errors) => errors.Sum(group => (long)group.Indexes.Count);
}
