using InfluenceGrpc.Core.Campaigns.Comparison;
using InfluenceGrpc.Core.Campaigns.Reach;
using V1 = Influence.V1;

namespace InfluenceGrpc.Server.Contract;

/// <summary>Tells what sets of creators do for a campaign.</summary>
internal static class ForecastWriter
{
    /// <summary>The figures of a set.</summary>
    /// <param name="forecast">The figures.</param>
    /// <param name="universePeople">The size of the target.</param>
    /// <param name="hasCost">Whether the brief asks for prices.</param>
    /// <param name="dataStatusOf">Where a creator's data came from, by its number in the set.</param>
    public static V1.ReachForecast Write(
        ReachForecast forecast, double universePeople, bool hasCost, Func<int, V1.DataStatus> dataStatusOf)
    {
        var written = new V1.ReachForecast
        {
            CreatorCount = (uint)forecast.Creators.Count,
            UniversePeople = universePeople,
            GrossReach = Write(forecast.GrossReach),
            GrossInTargetReach = Write(forecast.GrossInTargetReach),
            NetInTargetReach = Write(forecast.NetInTargetReach),
            CredibleReach = Write(forecast.CredibleReach),
            Frequency = Write(forecast.Frequency),
            Engagements = Write(forecast.Engagements),
            InTargetEngagements = Write(forecast.InTargetEngagements),
            CostPerThousandReached = Write(forecast.CostPerThousandReached),
            CostPerInTargetEngagement = Write(forecast.CostPerInTargetEngagement),
            OverlapBasis = (V1.OverlapBasis)forecast.OverlapBasis,
        };
        if (forecast.Cost is { } cost)
        {
            written.Cost = (double)cost;
        }

        if (hasCost)
        {
            written.CreatorsWithoutPrice.AddRange(IdsOf(forecast, creator => creator.Price is null));
        }

        written.CreatorsWithoutEngagements.AddRange(IdsOf(forecast, creator => creator.Engagements is null));
        written.Creators.AddRange(forecast.Creators.Select((creator, i) => Write(creator, dataStatusOf(i))));
        return written;
    }

    /// <summary>Which plan wins on what.</summary>
    public static IEnumerable<V1.MeasureComparison> Write(IEnumerable<MeasureComparison> comparisons) =>
        comparisons.Select(comparison => new V1.MeasureComparison
        {
            Measure = (V1.CampaignMeasure)comparison.Measure,
            Ranking = { comparison.Ranking.Select(plan => (uint)plan) },
            Lead = Write(comparison.Lead),
            IsClear = comparison.IsClear,
            Sentence = comparison.Sentence,
        });

    private static IEnumerable<string> IdsOf(ReachForecast forecast, Func<CreatorReach, bool> lacks) =>
        forecast.Creators.Select(creator => creator.Creator).Where(lacks).Select(creator => creator.CreatorId);

    private static V1.Estimate? Write(Estimate? estimate) => estimate is { } known
        ? new V1.Estimate { Value = known.Value, Lower = known.Lower, Upper = known.Upper }
        : null;

    private static V1.CreatorReach Write(CreatorForecast forecast, V1.DataStatus dataStatus)
    {
        var creator = forecast.Creator;
        var written = new V1.CreatorReach
        {
            CreatorId = creator.CreatorId,
            Reach = Write(forecast.Reach),
            InTargetReach = Write(forecast.InTargetReach),
            ReachIsOwn = creator.IsOwn,
            Adds = forecast.Adds,
            Credibility = creator.Credibility,
            DataStatus = dataStatus,
        };
        if (creator.Engagements is { } engagements)
        {
            written.Engagements = engagements;
            written.InTargetEngagements = engagements * creator.TargetShare.Value;
        }

        if (creator.Price is { } price)
        {
            written.Price = (double)price;
        }

        written.Ineligibilities.AddRange(creator.Ineligibilities.ToArray().Select(reason => (V1.IneligibilityReason)reason));
        return written;
    }
}
