using InfluenceGrpc.Core.Creators;

namespace InfluenceGrpc.Core.Fit.Briefs.Drafts;

/// <inheritdoc cref="CostTarget"/>
public sealed record CostTargetDraft
{
    public Deliverable Deliverable { get; init; }

    public string? CurrencyCode { get; init; }

    /// <summary>Null for the model's benchmark.</summary>
    public double? ReferenceCostPerEngagement { get; init; }

    public double? MaximumPrice { get; init; }
}
