using InfluenceGrpc.Core.Campaigns.Planning;
using V1 = Influence.V1;

namespace InfluenceGrpc.Server.Contract;

/// <summary>Tells of a plan, and of what became of the chunks that went into it.</summary>
internal static class PlanWriter
{
    /// <summary>What became of a chunk's items; who was dropped, and how far the planning is, come when the chunk's turn has come.</summary>
    public static V1.PlanCampaignChunkResult WriteResult(ulong sequence, FitItem<ReachItem>[] items) => new()
    {
        Sequence = sequence,
        Errors = { FitColumnsWriter.FailuresOf(items).Groups },
        Ineligible = { FitColumnsWriter.Ineligible(items, item => item.Ineligibilities) },
    };

    /// <summary>Items that were dropped, in the order of the reasons' numbers.</summary>
    public static IEnumerable<V1.DroppedItems> WriteDropped(IEnumerable<(int Item, DropReason Reason)> dropped) => dropped
        .GroupBy(drop => drop.Reason, drop => (uint)drop.Item)
        .OrderBy(group => group.Key)
        .Select(group => new V1.DroppedItems { Reason = (V1.DropReason)group.Key, Indexes = { group } });

    /// <summary>The plan.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="universePeople">The size of the target.</param>
    /// <param name="dataStatusOf">Where a creator's data came from.</param>
    public static V1.PlanCampaignResult Write(CampaignPlan plan, double universePeople, Func<PlanStep, V1.DataStatus> dataStatusOf)
    {
        var written = new V1.PlanCampaignResult
        {
            Forecast = plan.Forecast is { } forecast
                ? ForecastWriter.Write(forecast, universePeople, hasCost: true, i => dataStatusOf(plan.Steps[i]))
                : null,
            ObjectiveValue = plan.ObjectiveValue,
            Cost = (double)plan.Cost,
            BudgetLeft = (double)plan.BudgetLeft,
            GuaranteedShare = plan.GuaranteedShare,
            UpperBound = plan.UpperBound,
            Method = (V1.PlanMethod)plan.Method,
        };
        written.Steps.AddRange(plan.Steps.Select(step => new V1.PlanStep
        {
            CreatorId = step.Creator.CreatorId,
            Gain = step.Gain,
            Price = (double)step.Price,
            CostSoFar = (double)step.CostSoFar,
            MustHave = step.IsMustHave,
            Score = step.Creator.Score,
        }));
        if (plan.Next is { } next)
        {
            written.Next = new V1.NextCreator
            {
                CreatorId = next.Creator.CreatorId,
                Gain = next.Gain,
                Price = (double)next.Price,
                MissingBudget = (double)next.MissingBudget,
            };
        }

        return written;
    }
}
