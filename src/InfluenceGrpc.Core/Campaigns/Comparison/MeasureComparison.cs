using InfluenceGrpc.Core.Campaigns.Reach;

namespace InfluenceGrpc.Core.Campaigns.Comparison;

/// <summary>One measure of all plans that have it and are whole.</summary>
/// <param name="Measure">Which.</param>
/// <param name="Ranking">Numbers of the plans, from the best to the worst; fewer than two where there is nothing to compare.</param>
/// <param name="Lead">The better over the worse of the first two, at least 1; its lower end below 1 where the second may well be
/// the better one. Null where the lesser of the two is nothing (below 10^-9), or there are no two.</param>
/// <param name="Sentence">For people; it names the plans that are not ranked, and why.</param>
public sealed record MeasureComparison(CampaignMeasure Measure, IReadOnlyList<int> Ranking, Estimate? Lead, string Sentence)
{
    /// <summary>Whether the best is ahead within the whole interval.</summary>
    public bool IsClear => Lead is { Lower: > 1 };
}
