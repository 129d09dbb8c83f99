namespace InfluenceGrpc.Core.Fit.Models.Drafts;

/// <inheritdoc cref="CredibilityRule"/>
public sealed record CredibilityRuleDraft
{
    public PartRuleDraft? Authenticity { get; init; }

    public PartRuleDraft? Saturation { get; init; }

    public PartRuleDraft? Disclosure { get; init; }

    public PartRuleDraft? Acceptance { get; init; }

    public double? AuthenticLow { get; init; }

    public double? AuthenticHigh { get; init; }

    public IReadOnlyList<SponsorshipBandDraft>? Bands { get; init; }

    public double? Decay { get; init; }

    public double? DecayByEngagement { get; init; }

    public double? DecayByConcentration { get; init; }
}
