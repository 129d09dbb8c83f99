using System.Threading;
using InfluenceGrpc.Core.Fit.Models;
using InfluenceGrpc.Core.Fit.Scoring;
using InfluenceGrpc.Core.Numerics;

namespace InfluenceGrpc.Core.Campaigns.Reach;

/// <summary>What a set of creators does for a campaign. The steps are numbered as in docs/reach.md.</summary>
public static class ReachForecaster
{
    /// <summary>Forecasts a set.</summary>
    /// <param name="estimator">Whose creators they are.</param>
    /// <param name="creators">The set: [1, <see cref="CampaignLimits.MaxCreators"/>] creators, each id once.</param>
    /// <param name="overlaps">What is known of pairs of them.</param>
    /// <param name="cancellationToken">Ends the forecast.</param>
    /// <exception cref="OperationCanceledException">It was asked to end.</exception>
    public static ReachForecast Forecast(
        ReachEstimator estimator, IReadOnlyList<CreatorReach> creators, AudienceOverlaps overlaps, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(estimator);
        ArgumentNullException.ThrowIfNull(creators);
        ArgumentNullException.ThrowIfNull(overlaps);
        if (creators.Count is 0 or > CampaignLimits.MaxCreators)
        {
            throw new ArgumentException($"must have 1 to {CampaignLimits.MaxCreators} creators", nameof(creators));
        }

        var set = new MovableSet(estimator.Universe, creators, overlaps);
        var figures = set.Figures();
        return new ReachForecast(figures, DoubtsOf(set, estimator.Rule, cancellationToken), estimator.Universe.People)
        {
            Creators = [.. creators.Select((creator, i) => ForecastOf(set, creator, i, estimator, figures, cancellationToken))],
            OverlapBasis = set.Net.Basis,
            Cost = set.Cost,
        };
    }

    // Step 5: everything that is not certain is moved to either end, one thing at a time.
    private static List<Doubt> DoubtsOf(MovableSet set, ReachRule rule, CancellationToken cancellationToken)
    {
        var doubts = new List<Doubt>((3 * set.Creators.Count) + 2);
        if (set.Creators.Any(creator => !creator.IsOwn))
        {
            var factor = FactorOf(rule.CurveLogSpread);
            doubts.Add(new Doubt("curve", set.WithCurve(1 / factor), set.WithCurve(factor)));
        }

        if (set.Net.Basis is OverlapBasis.Chance or OverlapBasis.SomePairs)
        {
            doubts.Add(new Doubt("overlap", set.WithNiche(rule.NicheShare), set.Figures()));
        }

        for (var i = 0; i < set.Creators.Count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var creator = set.Creators[i];
            var reach = FactorOf(creator.IsOwn ? rule.OwnLogSpread : rule.LogSpread);
            doubts.Add(new Doubt($"reach {creator.CreatorId}", set.WithPeople(i, 1 / reach), set.WithPeople(i, reach)));
            var share = creator.TargetShare;
            if (share.Lower < share.Upper)
            {
                doubts.Add(new Doubt($"target {creator.CreatorId}", set.WithShare(i, share.Lower), set.WithShare(i, share.Upper)));
            }

            if (creator.Engagements is not null)
            {
                var engagement = FactorOf(creator.EngagementsLogSpread);
                doubts.Add(new Doubt(
                    $"engagement {creator.CreatorId}", set.WithEngagements(i, 1 / engagement), set.WithEngagements(i, engagement)));
            }
        }

        return doubts;
    }

    private static CreatorForecast ForecastOf(
        MovableSet set, CreatorReach creator, int i, ReachEstimator estimator, SetFigures figures, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var rule = estimator.Rule;
        var (own, curve) = (creator.IsOwn ? rule.OwnLogSpread : rule.LogSpread, creator.IsOwn ? 0 : rule.CurveLogSpread);
        var factor = FactorOf(Math.Sqrt((own * own) + (curve * curve)));
        var reach = new Estimate(creator.People, creator.People / factor, creator.People * factor);
        var (share, inTarget) = (creator.TargetShare, set.Net.Alone(i, creator.People * creator.TargetShare.Value));
        var down = Root(inTarget - set.Net.Alone(i, reach.Lower * share.Value), inTarget - set.Net.Alone(i, reach.Value * share.Lower));
        var up = Root(set.Net.Alone(i, reach.Upper * share.Value) - inTarget, set.Net.Alone(i, reach.Value * share.Upper) - inTarget);
        var adds = figures[SetFigure.NetInTargetReach] - set.WithPeople(i, 0)[SetFigure.NetInTargetReach];
        var ends = new Estimate(inTarget, Math.Max(0, inTarget - down), Math.Min(estimator.Universe.People, inTarget + up));
        return new CreatorForecast(creator, reach, ends, Math.Clamp(adds, 0, inTarget));
    }

    private static double FactorOf(double logSpread) => PortableMath.Exp(EngagementStep.Ninetieth * logSpread);

    private static double Root(double a, double b) => Math.Sqrt((a * a) + (b * b));
}
