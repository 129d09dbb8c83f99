using Influence.V1;
using InfluenceGrpc.Core.Campaigns.Reach;
using InfluenceGrpc.Core.Fit.Scoring;
using InfluenceGrpc.Server.Contract;
using InfluenceGrpc.Server.Profiles;
using CreatorProfile = InfluenceGrpc.Core.Creators.CreatorProfile;

namespace InfluenceGrpc.Server.Services;

/// <summary>Finds out what the creators of a set do for a campaign, those named by id looked up.</summary>
internal sealed class PlannedSetSource(ProfileLookup lookup)
{
    /// <summary>The creators, in order. One whose reach is not known has no <see cref="ReachItem.Reach"/>.</summary>
    /// <param name="set">The set.</param>
    /// <param name="scoring">The brief with its model, and which profiles are taken.</param>
    /// <param name="estimator">What a creator does for the campaign.</param>
    /// <param name="call">On whose behalf.</param>
    /// <exception cref="OperationCanceledException">The call is cancelled.</exception>
    public async ValueTask<FitItem<ReachItem>[]> ReadAsync(PlannedSet set, FitTask scoring, ReachEstimator estimator, StoreCall call)
    {
        var scorer = new FitItemScorer<ReachItem>(scoring, Take, AtAgreedPrice);
        var items = new FitItem<ReachItem>[set.Creators.Count];
        var named = new List<int>();
        for (var i = 0; i < items.Length; i++)
        {
            call.CancellationToken.ThrowIfCancellationRequested();
            if (set.Creators[i].CreatorCase == PlannedCreator.CreatorOneofCase.CreatorId)
            {
                named.Add(i);
            }
            else
            {
                items[i] = scorer.Score(set.Creators[i].Profile);
            }
        }

        if (named.Count > 0)
        {
            using var ids = new CreatorIdList([.. named.Select(i => set.Creators[i].CreatorId)]);
            var found = new FitIdsReader<ReachItem>(ids, scorer);
            await lookup.ReadAsync(ids, found, scoring.Wish, call);
            for (var i = 0; i < named.Count; i++)
            {
                items[named[i]] = found.Items[i];
            }
        }

        return items;

        ReachItem Take(CreatorProfile profile, FitFigures figures) =>
            new(profile.CreatorId, figures.Ineligibilities, estimator.Estimate(profile.CreatorId, profile, figures), estimator.PriceOf(profile));

        CreatorProfile AtAgreedPrice(CreatorProfile profile) =>
            set.AgreedPrices.TryGetValue(profile.CreatorId, out var price) && scoring.Brief.Brief.Cost is { } cost
                ? profile.WithPrice(cost.Deliverable, cost.CurrencyCode, price)
                : profile;
    }
}
