using InfluenceGrpc.Core.Creators;

namespace InfluenceGrpc.Core.Fit.Briefs.Drafts;

/// <inheritdoc cref="FitConstraints"/>
public sealed record FitConstraintsDraft
{
    public IReadOnlyList<Platform>? Platforms { get; init; }

    public TierConstraintDraft? Tiers { get; init; }

    public ulong? MinFollowers { get; init; }

    public ulong? MaxFollowers { get; init; }

    public double? MinAuthenticShare { get; init; }

    public IReadOnlyList<string>? Languages { get; init; }

    public double? MinLanguageShare { get; init; }

    public IReadOnlyList<string>? ExcludedCreatorIds { get; init; }

    public bool PriceRequired { get; init; }

    public IReadOnlyList<SafetyFlag>? ToleratedSafetyFlags { get; init; }

    public bool AllowUnknown { get; init; }
}
