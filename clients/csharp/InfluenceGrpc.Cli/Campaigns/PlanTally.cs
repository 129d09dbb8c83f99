using Influence.V1;
using InfluenceGrpc.Cli.Fit;
using InfluenceGrpc.Client;

namespace InfluenceGrpc.Cli.Campaigns;

/// <summary>Counts why items are no candidates. A planning that begins anew is counted anew.</summary>
internal sealed class PlanTally
{
    private readonly Dictionary<IneligibilityReason, long> ineligible = [];
    private readonly Dictionary<DropReason, long> dropped = [];

    /// <summary>The most frequent first; a creator may have several reasons.</summary>
    public IReadOnlyList<(IneligibilityReason Reason, long Count)> Ineligible => Most(ineligible);

    /// <summary>The most frequent first; a creator has one reason.</summary>
    public IReadOnlyList<(DropReason Reason, long Count)> Dropped => Most(dropped);

    public void Add(PlannedChunk<FitRow> chunk)
    {
        if (chunk.Sequence == 1)
        {
            ineligible.Clear();
            dropped.Clear();
        }

        for (var item = 0; item < chunk.Items.Count; item++)
        {
            foreach (var reason in chunk.IneligibilitiesOf(item))
            {
                ineligible[reason] = ineligible.GetValueOrDefault(reason) + 1;
            }

            if (chunk.DropOf(item) is { } drop)
            {
                dropped[drop] = dropped.GetValueOrDefault(drop) + 1;
            }
        }
    }

    private static IReadOnlyList<(TReason Reason, long Count)> Most<TReason>(Dictionary<TReason, long> counts)
        where TReason : struct, Enum =>
        [.. counts.OrderByDescending(one => one.Value).ThenBy(one => one.Key).Select(one => (one.Key, one.Value))];
}
