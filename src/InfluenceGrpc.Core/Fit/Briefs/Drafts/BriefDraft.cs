namespace InfluenceGrpc.Core.Fit.Briefs.Drafts;

/// <summary>A brief as a caller gave it: anything may be missing or wrong. Null is "not given" and never zero; an empty text or
/// list is not given either. <see cref="BriefValidator.Validate"/> checks it.</summary>
public sealed record BriefDraft
{
    public string? Title { get; init; }

    /// <summary>Topic path to weight.</summary>
    public IReadOnlyCollection<KeyValuePair<string, double>>? Topics { get; init; }

    public TargetAudienceDraft? Audience { get; init; }

    public string? Brand { get; init; }

    public IReadOnlyList<string>? Competitors { get; init; }

    /// <summary>Brand to weight.</summary>
    public IReadOnlyCollection<KeyValuePair<string, double>>? RelatedBrands { get; init; }

    public CostTargetDraft? Cost { get; init; }

    public SizePreferenceDraft? Size { get; init; }

    public FitConstraintsDraft? Constraints { get; init; }

    public WeightPreset Preset { get; init; }

    /// <summary>What takes the place of the preset's weights.</summary>
    public ComponentWeightsDraft? Weights { get; init; }

    public MissingPolicy MissingPolicy { get; init; }

    public DateTimeOffset? CampaignStart { get; init; }
}
