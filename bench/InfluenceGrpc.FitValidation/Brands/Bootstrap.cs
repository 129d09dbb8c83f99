namespace InfluenceGrpc.FitValidation.Brands;

/// <summary>Intervals of means over brands: brands are drawn again, as many as there are, a thousand times.</summary>
internal static class Bootstrap
{
    private const int Draws = 1_000;

    /// <summary>The mean, and where 95 % of the means of the draws lie.</summary>
    /// <param name="values">One a brand; at least one.</param>
    /// <param name="seed">What drawing begins with: the same brands are drawn of every list as long.</param>
    public static (double Mean, double Low, double High) Of(double[] values, int seed)
    {
        var random = new Random(seed);
        var means = new double[Draws];
        for (var draw = 0; draw < Draws; draw++)
        {
            var sum = 0.0;
            for (var i = 0; i < values.Length; i++)
            {
                sum += values[random.Next(values.Length)];
            }

            means[draw] = sum / values.Length;
        }

        Array.Sort(means);
        return (values.Average(), means[(int)(0.025 * Draws)], means[(int)(0.975 * Draws) - 1]);
    }
}
