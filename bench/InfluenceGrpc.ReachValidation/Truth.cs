using InfluenceGrpc.Core.Fit.Models;

namespace InfluenceGrpc.ReachValidation;

/// <summary>What reach rates turn out to be.</summary>
internal static class Truth
{
    /// <summary>The rates, off from what is told as far as the model takes them to be, at most 1.</summary>
    /// <param name="population">Of which creators.</param>
    /// <param name="told">What profiles tell; empty where they tell nothing: the model's first knot, below which all of them are.</param>
    /// <param name="spread">Standard deviation of a rate's logarithm.</param>
    /// <param name="curve">The same, of all rates together.</param>
    public static double[] RatesOf(Population population, ReadOnlySpan<double> told, double spread, double curve)
    {
        var together = curve * Population.Normal(population.Random);
        var rates = new double[population.Counts.Length];
        for (var i = 0; i < rates.Length; i++)
        {
            var rate = told.IsEmpty ? BuiltInFitModels.Default.Reach.Knots[0].ReachRate : told[i];
            rates[i] = Math.Min(1, rate * Math.Exp(together + (spread * Population.Normal(population.Random))));
        }

        return rates;
    }
}
