using InfluenceGrpc.Core.Campaigns.Reach;

namespace InfluenceGrpc.Core.Campaigns.Planning;

/// <summary>The set to take.</summary>
public sealed record CampaignPlan
{
    internal CampaignPlan()
    {
    }

    /// <summary>Must-haves first, then by what each adds to those before it, which never increases. May be empty.</summary>
    public required IReadOnlyList<PlanStep> Steps { get; init; }

    /// <summary>The figures of the set; null where it is empty.</summary>
    public required ReachForecast? Forecast { get; init; }

    /// <summary>[0, ∞). A must-have whose engagements cannot be told brings none here; the forecast then lacks that figure.</summary>
    public required double ObjectiveValue { get; init; }

    /// <summary>[0, budget].</summary>
    public required decimal Cost { get; init; }

    /// <summary>[0, budget].</summary>
    public required decimal BudgetLeft { get; init; }

    /// <summary>Null where no candidate is left that adds anything.</summary>
    public required NextCreator? Next { get; init; }

    /// <summary>What is certain: the share that the plan adds of the most that any affordable set could add to the must-haves,
    /// (0, 1].</summary>
    public required double GuaranteedShare { get; init; }

    /// <summary>No plan is worth more; at least <see cref="ObjectiveValue"/>.</summary>
    public required double UpperBound { get; init; }

    /// <summary>How candidates were kept, which the guarantee rests on.</summary>
    public required PlanMethod Method { get; init; }
}
