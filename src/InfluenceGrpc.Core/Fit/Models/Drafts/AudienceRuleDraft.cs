namespace InfluenceGrpc.Core.Fit.Models.Drafts;

/// <inheritdoc cref="AudienceRule"/>
public sealed record AudienceRuleDraft
{
    public PartRuleDraft? Countries { get; init; }

    public PartRuleDraft? Regions { get; init; }

    public PartRuleDraft? Languages { get; init; }

    public PartRuleDraft? Interests { get; init; }

    public PartRuleDraft? Ages { get; init; }

    public PartRuleDraft? Genders { get; init; }

    public double? FrechetShare { get; init; }
}
