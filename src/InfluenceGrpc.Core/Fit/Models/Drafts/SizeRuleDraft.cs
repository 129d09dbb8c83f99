namespace InfluenceGrpc.Core.Fit.Models.Drafts;

/// <inheritdoc cref="SizeRule"/>
public sealed record SizeRuleDraft
{
    public PriorDraft? Prior { get; init; }
}
