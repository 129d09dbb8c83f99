namespace InfluenceGrpc.Core.Fit.Models.Drafts;

/// <inheritdoc cref="NicheRule"/>
public sealed record NicheRuleDraft
{
    public double? Half { get; init; }

    public PriorDraft? Prior { get; init; }
}
