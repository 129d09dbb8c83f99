using Influence.V1;
using InfluenceGrpc.Client.Streaming;

namespace InfluenceGrpc.Client;

/// <summary>Items that a ranking has taken in, and how far it is. Items that failed are not ranked.</summary>
/// <typeparam name="T">The caller's item.</typeparam>
public sealed class RankedChunk<T> : AnsweredChunk<T>
{
    private readonly IReadOnlyList<IneligibilityReason>?[]? ineligibilities;

    internal RankedChunk(ulong sequence, IReadOnlyList<T> items, RankCreatorsChunkResult result)
        : base(
            sequence,
            items,
            result.Status is null ? null : InfluenceError.From(result.Status),
            ItemFaults.Spread(result.Errors, items.Count))
    {
        ineligibilities = ItemFlags.Spread(result.Ineligible.Select(group => (group.Reason, group.Indexes)), items.Count);
        Progress = result.Progress ?? new RankingProgress();
    }

    /// <summary>How far the ranking is, this chunk included.</summary>
    public RankingProgress Progress { get; }

    /// <summary>The constraints that the item does not meet, by number; empty where it meets the brief, or failed.</summary>
    public IReadOnlyList<IneligibilityReason> IneligibilitiesOf(int item) => ineligibilities?[item] ?? [];
}
