namespace InfluenceGrpc.Core.Fit.Models.Drafts;

/// <inheritdoc cref="ConcentrationRule"/>
public sealed record ConcentrationRuleDraft
{
    public uint? Categories { get; init; }

    public PriorDraft? Prior { get; init; }
}
