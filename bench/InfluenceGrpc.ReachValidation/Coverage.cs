using System.Globalization;
using InfluenceGrpc.Core.Campaigns.Reach;

namespace InfluenceGrpc.ReachValidation;

/// <summary>How often intervals held the truth.</summary>
internal sealed class Coverage
{
    // Truth and bounds are sums of the same numbers in another order; shares go through a float.
    private const double Rounding = 1e-6;

    private int all;
    private int below;
    private int above;

    /// <summary>How often the truth lay below, [0, 1].</summary>
    public double Below => (double)below / all;

    /// <summary>Another interval.</summary>
    public void Add(double truth, Estimate estimate)
    {
        all++;
        below += truth < estimate.Lower * (1 - Rounding) ? 1 : 0;
        above += truth > estimate.Upper * (1 + Rounding) ? 1 : 0;
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{100.0 * (all - below - above) / all:0} % ({100.0 * below / all:0} / {100.0 * above / all:0})");
}
