using InfluenceGrpc.Core.Creators;

namespace InfluenceGrpc.Core.Fit.Briefs.Drafts;

/// <inheritdoc cref="TargetAudience"/>
public sealed record TargetAudienceDraft
{
    public IReadOnlyCollection<KeyValuePair<string, double>>? Countries { get; init; }

    public IReadOnlyCollection<KeyValuePair<string, double>>? Regions { get; init; }

    public IReadOnlyCollection<KeyValuePair<string, double>>? Languages { get; init; }

    public IReadOnlyCollection<KeyValuePair<string, double>>? Interests { get; init; }

    public IReadOnlyList<(AgeBand Band, double Weight)>? Ages { get; init; }

    public IReadOnlyList<(Gender Gender, double Weight)>? Genders { get; init; }
}
