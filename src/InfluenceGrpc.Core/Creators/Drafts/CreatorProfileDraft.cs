namespace InfluenceGrpc.Core.Creators.Drafts;

/// <summary>A creator profile as a caller gave it: anything may be missing or wrong. Null is "not given" and never zero.
/// <see cref="CreatorProfile.Create"/> checks it.</summary>
public sealed record CreatorProfileDraft
{
    public string? CreatorId { get; init; }

    public Platform Platform { get; init; }

    /// <summary>The caller's version of this profile; 0 when the profile is not versioned.</summary>
    public ulong Version { get; init; }

    public DateTimeOffset? ObservedAt { get; init; }

    public ulong? Followers { get; init; }

    public EngagementDraft? Engagement { get; init; }

    /// <summary>Topic path to share of the content.</summary>
    public IReadOnlyCollection<KeyValuePair<string, float>>? Topics { get; init; }

    public AudienceDraft? Audience { get; init; }

    public SponsorshipDraft? Sponsorship { get; init; }

    public IReadOnlyList<BrandRelationDraft>? BrandRelations { get; init; }

    public ResponsivenessDraft? Responsiveness { get; init; }

    public IReadOnlyList<PriceDraft>? Prices { get; init; }

    public IReadOnlyList<SafetyFlag>? SafetyFlags { get; init; }
}
