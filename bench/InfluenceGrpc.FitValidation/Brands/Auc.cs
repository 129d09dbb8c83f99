namespace InfluenceGrpc.FitValidation.Brands;

/// <summary>The area under the curve: how often one score is above others.</summary>
internal static class Auc
{
    /// <summary>The share of others that a score is above, ties counted half, [0, 1].</summary>
    /// <param name="own">The score.</param>
    /// <param name="others">Those of others; at least one.</param>
    public static double Of(double own, ReadOnlySpan<double> others)
    {
        var below = 0.0;
        foreach (var other in others)
        {
            below += own > other ? 1 : own == other ? 0.5 : 0;
        }

        return below / others.Length;
    }
}
