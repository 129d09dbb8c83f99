using InfluenceGrpc.Core.Campaigns.Reach;
using InfluenceGrpc.Core.Numerics;

namespace InfluenceGrpc.Core.Campaigns.Comparison;

/// <summary>Which of several plans wins on what, and by how much.</summary>
public static class PlanComparison
{
    // ln(1,000)
    private const double MostLogMove = 6.907755278982137;

    // Less than this is nothing: a ratio to it would have no end.
    private const double Nothing = 1e-9;

    /// <summary>One comparison a measure that any plan has, in the order of their numbers.</summary>
    public static IReadOnlyList<MeasureComparison> Compare(IReadOnlyList<NamedForecast> plans)
    {
        ArgumentNullException.ThrowIfNull(plans);
        var comparisons = new List<MeasureComparison>();
        foreach (var measure in Enum.GetValues<CampaignMeasure>())
        {
            if (measure != CampaignMeasure.Unspecified && Compare(measure, plans) is { } comparison)
            {
                comparisons.Add(comparison);
            }
        }

        return comparisons;
    }

    private static MeasureComparison? Compare(CampaignMeasure measure, IReadOnlyList<NamedForecast> plans)
    {
        var isCost = measure is CampaignMeasure.Cost or CampaignMeasure.CostPerThousandReached or CampaignMeasure.CostPerInTargetEngagement;
        var values = plans.Select(plan => plan.Forecast is { } forecast ? ValueOf(measure, forecast) : null).ToArray();
        var sign = isCost ? 1 : -1;
        if (values.All(value => value is null))
        {
            return null;
        }

        int[] ranking =
        [
            .. Enumerable.Range(0, plans.Count)
                .Where(plan => values[plan] is not null && plans[plan].IsWhole)
                .OrderBy(plan => sign * values[plan]!.Value)
                .ThenBy(plan => plan),
        ];
        var unranked = Enumerable.Range(0, plans.Count).Except(ranking).Select(plan => plans[plan]).ToArray();
        if (ranking.Length < 2)
        {
            return new MeasureComparison(measure, ranking, Lead: null, ComparisonSentences.OfNone(measure, unranked));
        }

        var (more, less) = isCost ? (ranking[1], ranking[0]) : (ranking[0], ranking[1]);
        var lead = values[less] >= Nothing ? LeadOf(measure, plans[more].Forecast!, plans[less].Forecast!, values[more]!.Value / values[less]!.Value) : (Estimate?)null;
        var sentence = ComparisonSentences.Of(
            measure, plans[ranking[0]].Name, plans[ranking[1]].Name, values[ranking[0]]!.Value, values[ranking[1]]!.Value, lead);
        return new MeasureComparison(measure, ranking, lead, sentence + ComparisonSentences.OfUnranked(unranked));
    }

    // What is uncertain for both alike moves both: only what is left of it in their ratio counts.
    private static Estimate LeadOf(CampaignMeasure measure, ReachForecast more, ReachForecast less, double ratio)
    {
        if (MovingFigureOf(measure) is not { } figure)
        {
            return new Estimate(ratio, ratio, ratio);
        }

        var (above, below) = IsPerUnit(measure) ? (less, more) : (more, less);
        var atRest = PortableMath.Log(above[figure]!.Value.Value / below[figure]!.Value.Value);
        var (downSquared, upSquared) = (0.0, 0.0);
        foreach (var source in more.Doubts.Concat(less.Doubts).Select(doubt => doubt.Source).Distinct(StringComparer.Ordinal))
        {
            var (aboveEnds, belowEnds) = (above.EndsOf(source, figure), below.EndsOf(source, figure));
            var low = MoveOf(aboveEnds.Low, belowEnds.Low, atRest);
            var high = MoveOf(aboveEnds.High, belowEnds.High, atRest);
            var (down, up) = (Math.Min(0, Math.Min(low, high)), Math.Max(0, Math.Max(low, high)));
            downSquared += down * down;
            upSquared += up * up;
        }

        return new Estimate(ratio, ratio * PortableMath.Exp(-Math.Sqrt(downSquared)), ratio * PortableMath.Exp(Math.Sqrt(upSquared)));
    }

    // A figure that may come out as nothing would move the ratio without end; where both do, neither is ahead for that.
    private static double MoveOf(double above, double below, double atRest) => above == 0 && below == 0
        ? 0
        : Math.Clamp(PortableMath.Log(above / below) - atRest, -MostLogMove, MostLogMove);

    private static double? ValueOf(CampaignMeasure measure, ReachForecast forecast) => measure switch
    {
        CampaignMeasure.Cost => (double?)forecast.Cost,
        CampaignMeasure.CostPerThousandReached => forecast.CostPerThousandReached?.Value,
        CampaignMeasure.CostPerInTargetEngagement => forecast.CostPerInTargetEngagement?.Value,
        _ => forecast[MovingFigureOf(measure)!.Value]?.Value,
    };

    // What a plan costs is certain, so that only what it is divided by moves what one person or engagement costs, the other way round.
    private static bool IsPerUnit(CampaignMeasure measure) =>
        measure is CampaignMeasure.CostPerThousandReached or CampaignMeasure.CostPerInTargetEngagement;

    private static SetFigure? MovingFigureOf(CampaignMeasure measure) => measure switch
    {
        CampaignMeasure.NetInTargetReach or CampaignMeasure.CostPerThousandReached => SetFigure.NetInTargetReach,
        CampaignMeasure.CredibleReach => SetFigure.CredibleReach,
        CampaignMeasure.InTargetEngagements or CampaignMeasure.CostPerInTargetEngagement => SetFigure.InTargetEngagements,
        CampaignMeasure.GrossReach => SetFigure.GrossReach,
        CampaignMeasure.Frequency => SetFigure.Frequency,
        CampaignMeasure.Cost => null,
        _ => throw new ArgumentOutOfRangeException(nameof(measure), measure, message: null),
    };
}
