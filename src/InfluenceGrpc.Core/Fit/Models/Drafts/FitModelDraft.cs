namespace InfluenceGrpc.Core.Fit.Models.Drafts;

/// <summary>A fit model as given, unchecked: anything may be missing or wrong. A number that is not given is
/// null, never 0. <see cref="FitModelValidator"/> makes a <see cref="FitModel"/> of it.</summary>
public sealed record FitModelDraft
{
    public string? Id { get; init; }

    public uint? Version { get; init; }

    public string? Title { get; init; }

    public string? Source { get; init; }

    public uint? Year { get; init; }

    public IReadOnlyList<string>? Notes { get; init; }

    public IReadOnlyList<PresetWeightsDraft>? Presets { get; init; }

    public NicheRuleDraft? Niche { get; init; }

    public AudienceRuleDraft? Audience { get; init; }

    public EngagementRuleDraft? Engagement { get; init; }

    public CredibilityRuleDraft? Credibility { get; init; }

    public AffinityRuleDraft? Affinity { get; init; }

    public ProximityRuleDraft? Proximity { get; init; }

    public ResponsivenessRuleDraft? Responsiveness { get; init; }

    public CostRuleDraft? Cost { get; init; }

    public ConcentrationRuleDraft? Concentration { get; init; }

    public SizeRuleDraft? Size { get; init; }

    public CautionRuleDraft? Caution { get; init; }

    public DerivationRuleDraft? Derivation { get; init; }

    public ReachRuleDraft? Reach { get; init; }

    public bool BuiltIn { get; init; }
}
