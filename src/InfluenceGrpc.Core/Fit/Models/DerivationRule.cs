namespace InfluenceGrpc.Core.Fit.Models;

/// <summary>How briefs are derived from examples.</summary>
public sealed record DerivationRule
{
    /// <summary>Creators in the background, of no brand in particular, that every lift is smoothed by, (0, ∞).</summary>
    public required double Smoothing { get; init; }

    /// <summary>Least smoothed log-lift of what is taken up, (0, ∞).</summary>
    public required double MinLogLift { get; init; }

    /// <summary>Log-lift that gets weight 1, (0, ∞).</summary>
    public required double FullLogLift { get; init; }

    /// <summary>Most topics taken up, [1, 200].</summary>
    public required int MaxTopics { get; init; }

    /// <summary>Most related brands taken up, [1, 200].</summary>
    public required int MaxBrands { get; init; }

    /// <summary>Least log-spread of the preferred size, [0.05, 10].</summary>
    public required double MinLogSpread { get; init; }

    /// <summary>Who stands for all creators where the request has no background of its own.</summary>
    public required Background Background { get; init; }
}
