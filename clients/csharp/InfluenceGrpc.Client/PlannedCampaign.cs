using Influence.V1;

namespace InfluenceGrpc.Client;

/// <summary>The set that does most within a budget.</summary>
public sealed class PlannedCampaign
{
    internal PlannedCampaign(PlanCampaignResult plan, PlanningProgress progress, StreamTotals totals, (string Id, uint Version) model)
    {
        Plan = plan;
        Progress = progress;
        Totals = totals;
        (ModelId, ModelVersion) = model;
    }

    /// <summary>The set, its figures, and what is guaranteed of it; without steps where no candidate is affordable.</summary>
    public PlanCampaignResult Plan { get; }

    /// <summary>How many items were answered without failing, and how many of them were candidates.</summary>
    public PlanningProgress Progress { get; }

    /// <summary>What was sent, and what became of it; of the last attempt alone, but for <see cref="StreamTotals.Retries"/> and
    /// <see cref="StreamTotals.Interruptions"/>.</summary>
    public StreamTotals Totals { get; }

    /// <summary>Id of the model that scored.</summary>
    public string ModelId { get; }

    /// <summary>Its version, at least 1.</summary>
    public uint ModelVersion { get; }
}
