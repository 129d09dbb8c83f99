using InfluenceGrpc.Core.Numerics;

namespace InfluenceGrpc.Core.Fit.Derivation;

/// <summary>Sums of ln(followers) and its square, in whole numbers, so that they do not depend on the order in which creators
/// come.</summary>
internal sealed class FollowerCounts
{
    private const double Unit = 1L << 40;

    private Int128 sum;
    private Int128 squares;

    /// <summary>Creators whose followers are known.</summary>
    public int Tellers { get; private set; }

    /// <summary>Mean of ln(followers); somebody must tell.</summary>
    public double Mean => Sum / Tellers;

    /// <summary>Σ ln(followers).</summary>
    public double Sum => (double)sum / Unit;

    /// <summary>Notes creators' followers; none at all count as one, which has a logarithm.</summary>
    public void Add(ulong followers, int times)
    {
        Int128 units = (long)(PortableMath.Log(Math.Max(1, followers)) * Unit);
        sum += units * times;
        squares += units * units * times;
        Tellers += times;
    }

    /// <summary>Σ (ln(followers) - center)^2, at least 0.</summary>
    public double SquaresAround(double center)
    {
        var raw = (double)squares / Unit / Unit;
        return Math.Max(0, raw - (2 * center * Sum) + (Tellers * center * center));
    }
}
