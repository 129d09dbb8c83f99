using InfluenceGrpc.Core.Campaigns.Reach;

namespace InfluenceGrpc.ReachValidation;

/// <summary>Ways to compute net reach of reaches and their pairs, each by itself.</summary>
internal sealed class Rivals
{
    private const double AgostiniConstant = 1.125;

    private readonly double universe = Population.People;
    private readonly double sum;
    private readonly double common;
    private readonly double missed = 1;
    private readonly double expansion = 1;
    private readonly double most;

    /// <param name="population">Whose pairs.</param>
    /// <param name="rates">Reach rates of its creators.</param>
    public Rivals(Population population, ReadOnlySpan<double> rates)
    {
        var count = rates.Length;
        var both = new double[count * count];
        for (var i = 0; i < count; i++)
        {
            var one = rates[i] * population.Counts[i];
            sum += one;
            most = Math.Max(most, one);
            missed *= 1 - (one / universe);
            for (var j = i + 1; j < count; j++)
            {
                var other = rates[j] * population.Counts[j];
                var pair = both[(i * count) + j] = rates[i] * rates[j] * population.Both(i, j);
                common += pair;
                expansion += universe * (pair - (one * other / universe)) / ((universe - one) * (universe - other));
            }
        }

        Upper = PairBounds.Upper(sum, count, both);
    }

    /// <summary>As if audiences were drawn from the whole target by chance.</summary>
    public double Sainsbury => universe * (1 - missed);

    /// <summary>Agostini's formula as it is.</summary>
    public double Agostini => sum * sum / (sum + (AgostiniConstant * common));

    /// <summary>The canonical expansion up to pairs, within [0, the target].</summary>
    public double Canonical => Math.Clamp(universe * (1 - (missed * expansion)), 0, universe);

    /// <summary>The lower bound of Dawson and Sankoff.</summary>
    public double Lower => PairBounds.Lower(sum, common);

    /// <summary>The upper bound of Hunter and Worsley.</summary>
    public double Upper { get; }

    /// <summary>Agostini between the canonical expansion and Sainsbury.</summary>
    public double BetweenFormulas => Widest(Math.Clamp(Agostini, Math.Min(Canonical, Sainsbury), Math.Max(Canonical, Sainsbury)));

    /// <summary>Agostini within the bounds of pairs.</summary>
    public double WithinBounds => Widest(Math.Max(Lower, Math.Min(Upper, Agostini)));

    private double Widest(double net) => Math.Max(most, Math.Min(net, Math.Min(universe, sum)));
}
