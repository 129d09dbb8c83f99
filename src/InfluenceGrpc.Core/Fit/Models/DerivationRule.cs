namespace InfluenceGrpc.Core.Fit.Models;

/// <summary>How briefs are derived from examples.</summary>
public sealed record DerivationRule
{
    /// <summary>Creators in the background, of no brand in particular, that every lift is smoothed by, (0, ∞).</summary>
    public required double Smoothing { get; init; }

    /// <summary>Least smoothed log-lift of a group of the audience that is taken up, (0, ∞).</summary>
    public required double MinLogLift { get; init; }

    /// <summary>Log-lift that gets a group of the audience weight 1, (0, ∞).</summary>
    public required double FullLogLift { get; init; }

    /// <summary>Most topics taken up, [1, 200].</summary>
    public required int MaxTopics { get; init; }

    /// <summary>Most related brands taken up, [1, 200].</summary>
    public required int MaxBrands { get; init; }

    /// <summary>Least log-spread of the preferred size, [0.05, 10].</summary>
    public required double MinLogSpread { get; init; }

    /// <summary>Who stands for all creators where the request has no background of its own.</summary>
    public required Background Background { get; init; }

    /// <summary>Creators of the background's mean size that the mean of ln(followers) is smoothed by, (0, ∞).</summary>
    public required double SizeSmoothing { get; init; }

    /// <summary>Creators of the background's spread that the variance of ln(followers) is smoothed by, (0, ∞).</summary>
    public required double SizeSpreadSmoothing { get; init; }

    /// <summary>Log-lift that gets a related brand weight 1, (0, ∞).</summary>
    public required double FullBrandLogLift { get; init; }

    /// <summary>Least weight of a related brand that is taken up, (0, 1].</summary>
    public required double MinBrandWeight { get; init; }
}
