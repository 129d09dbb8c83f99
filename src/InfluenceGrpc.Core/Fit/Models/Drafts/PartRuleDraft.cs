namespace InfluenceGrpc.Core.Fit.Models.Drafts;

/// <inheritdoc cref="PartRule"/>
public sealed record PartRuleDraft
{
    public double? Weight { get; init; }

    public PriorDraft? Prior { get; init; }
}
