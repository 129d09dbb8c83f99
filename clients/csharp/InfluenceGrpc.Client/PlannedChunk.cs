using Influence.V1;
using InfluenceGrpc.Client.Streaming;

namespace InfluenceGrpc.Client;

/// <summary>Items that a planning has taken in, and how far it is. Items that failed are no candidates.</summary>
/// <typeparam name="T">The caller's item.</typeparam>
public sealed class PlannedChunk<T> : AnsweredChunk<T>
{
    private readonly IReadOnlyList<IneligibilityReason>?[]? ineligibilities;
    private readonly IReadOnlyList<DropReason>?[]? drops;

    internal PlannedChunk(ulong sequence, IReadOnlyList<T> items, PlanCampaignChunkResult result)
        : base(
            sequence,
            items,
            result.Status is null ? null : InfluenceError.From(result.Status),
            ItemFaults.Spread(result.Errors, items.Count))
    {
        ineligibilities = ItemFlags.Spread(result.Ineligible.Select(group => (group.Reason, group.Indexes)), items.Count);
        drops = ItemFlags.Spread(result.Dropped.Select(group => (group.Reason, group.Indexes)), items.Count);
        Progress = result.Progress ?? new PlanningProgress();
    }

    /// <summary>How far the planning is, this chunk included; empty where the chunk was refused.</summary>
    public PlanningProgress Progress { get; }

    /// <summary>The constraints that the item does not meet, by number; empty where it meets the brief, or failed.</summary>
    public IReadOnlyList<IneligibilityReason> IneligibilitiesOf(int item) => ineligibilities?[item] ?? [];

    /// <summary>Why an item that meets the brief is no candidate; null where it is one, does not meet the brief, or failed.</summary>
    public DropReason? DropOf(int item) => drops?[item] is [var reason, ..] ? reason : null;
}
