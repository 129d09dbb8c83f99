namespace InfluenceGrpc.Core.Creators.Drafts;

/// <inheritdoc cref="Creators.Audience"/>
public sealed record AudienceDraft
{
    public IReadOnlyCollection<KeyValuePair<string, float>>? Countries { get; init; }

    public IReadOnlyCollection<KeyValuePair<string, float>>? Regions { get; init; }

    public IReadOnlyCollection<KeyValuePair<string, float>>? Languages { get; init; }

    public IReadOnlyCollection<KeyValuePair<string, float>>? Interests { get; init; }

    public IReadOnlyList<(AgeBand Band, float Share)>? Ages { get; init; }

    public IReadOnlyList<(Gender Gender, float Share)>? Genders { get; init; }

    public double? AuthenticShare { get; init; }

    public double? DecisionMakerShare { get; init; }

    public AudienceBase Base { get; init; }
}
