namespace InfluenceGrpc.Core.Fit.Models.Drafts;

/// <inheritdoc cref="ResponsivenessRule"/>
public sealed record ResponsivenessRuleDraft
{
    public double? MedianReplyShare { get; init; }

    public PriorDraft? Prior { get; init; }
}
