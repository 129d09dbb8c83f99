namespace InfluenceGrpc.Core.Fit.Models;

/// <summary>What creators are like, of no brand in particular.</summary>
public sealed record Background
{
    /// <summary>Who was counted, when.</summary>
    public required string Description { get; init; }

    /// <summary>How many creators were counted, at least 1.</summary>
    public required ulong Size { get; init; }

    /// <summary>Topic path to the mean share of it over those creators, (0, 1].</summary>
    public required IReadOnlyDictionary<string, double> Topics { get; init; }

    /// <summary>Mean of ln(followers).</summary>
    public required double LogFollowersMean { get; init; }

    /// <summary>Standard deviation of ln(followers), (0, ∞).</summary>
    public required double LogFollowersSpread { get; init; }
}
