namespace InfluenceGrpc.Core.Tiers.Drafts;

/// <inheritdoc cref="ReferencePopulation"/>
public sealed record ReferencePopulationDraft
{
    public string? Description { get; init; }

    public ulong Size { get; init; }

    public IReadOnlyList<QuantileDraft>? Quantiles { get; init; }
}
