namespace InfluenceGrpc.Core.Fit.Scoring;

/// <summary>How parts make a component.</summary>
internal enum Combination
{
    /// <summary>Weighted arithmetic mean.</summary>
    Mean,

    /// <summary>Weighted geometric mean: a part that is 0 makes the component 0.</summary>
    GeometricMean,
}
