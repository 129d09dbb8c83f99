namespace InfluenceGrpc.Core.Fit.Briefs.Drafts;

/// <inheritdoc cref="TierConstraint"/>
public sealed record TierConstraintDraft
{
    public string? SchemeId { get; init; }

    public IReadOnlyList<uint>? Ordinals { get; init; }
}
