using InfluenceGrpc.Core.Creators;

namespace InfluenceGrpc.Core.Fit.Briefs;

/// <summary>What a creator must meet; what a profile does not tell is not met, unless <see cref="AllowUnknown"/>.</summary>
public sealed record FitConstraints
{
    internal FitConstraints()
    {
    }

    /// <summary>Platforms that will do; empty for any.</summary>
    public IReadOnlyList<Platform> Platforms { get; init; } = [];

    /// <summary>Null for any tier.</summary>
    public TierConstraint? Tiers { get; init; }

    /// <summary>Null for any.</summary>
    public ulong? MinFollowers { get; init; }

    /// <summary>Null for any; at least <see cref="MinFollowers"/>.</summary>
    public ulong? MaxFollowers { get; init; }

    /// <summary>[0, 1]; null for any.</summary>
    public double? MinAuthenticShare { get; init; }

    /// <summary>BCP 47 tags in lower case, each with weight 1; null for any.</summary>
    public WeightTable? Languages { get; init; }

    /// <summary>[0, 1]; null for any share above 0.</summary>
    public double? MinLanguageShare { get; init; }

    /// <summary>Ids that are out of the question.</summary>
    public IReadOnlySet<string> ExcludedCreatorIds { get; init; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>Whether a price must be known; only with <see cref="Brief.Cost"/>.</summary>
    public bool PriceRequired { get; init; }

    /// <summary>Flags that do not matter.</summary>
    public IReadOnlySet<SafetyFlag> ToleratedSafetyFlags { get; init; } = new HashSet<SafetyFlag>();

    /// <summary>Let creators pass of whom too little is known.</summary>
    public bool AllowUnknown { get; init; }
}
