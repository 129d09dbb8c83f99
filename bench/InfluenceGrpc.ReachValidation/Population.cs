using System.Numerics;

namespace InfluenceGrpc.ReachValidation;

/// <summary>People, and who of them follows whom.</summary>
internal sealed class Population
{
    /// <summary>The target.</summary>
    public const int People = 20_000;

    /// <summary>Interests that a profile tells apart: quarters of the circle.</summary>
    public const int Segments = 4;

    private const int LeastFollowers = 500;
    private const int MostFollowers = 4_000;
    private const double LeastRate = 0.05;
    private const double MostRate = 0.5;

    private readonly ulong[][] followers;

    private Population(ulong[][] followers, double[] rates, Random random)
    {
        this.followers = followers;
        Rates = rates;
        Random = random;
        Counts = [.. followers.Select(Count)];
    }

    /// <summary>Followers of each creator.</summary>
    public int[] Counts { get; }

    /// <summary>The share of them that sees its post.</summary>
    public double[] Rates { get; }

    /// <summary>To draw more from.</summary>
    public Random Random { get; }

    /// <summary>Draws one.</summary>
    public static Population Draw(Setting setting, int creators, Random random)
    {
        var centre = random.NextDouble();
        var niches = Math.Min(setting.Niches, creators);
        var all = new ulong[creators][];
        var rates = new double[creators];
        for (var i = 0; i < creators; i++)
        {
            var own = centre + ((double)(i % niches) / niches);
            all[i] = Follow(LogUniform(LeastFollowers, MostFollowers, random), own, setting.Width, random);
            rates[i] = LogUniform(LeastRate, MostRate, random);
        }

        return new Population(all, rates, random);
    }

    /// <summary>How many different people are reached on average.</summary>
    /// <param name="rates">The share of each creator's followers that sees its post, each by chance.</param>
    public double Reached(ReadOnlySpan<double> rates)
    {
        var missed = new double[People];
        Array.Fill(missed, 1);
        for (var i = 0; i < followers.Length; i++)
        {
            for (var person = 0; person < People; person++)
            {
                missed[person] *= Follows(followers[i], person) ? 1 - rates[i] : 1;
            }
        }

        return People - missed.Sum();
    }

    /// <summary>How many follow both.</summary>
    public int Both(int i, int j)
    {
        var both = 0;
        for (var word = 0; word < followers[i].Length; word++)
        {
            both += BitOperations.PopCount(followers[i][word] & followers[j][word]);
        }

        return both;
    }

    /// <summary>Of the followers of the creator with fewer of them, the share that follows the other one too.</summary>
    public double ShareOfSmaller(int i, int j) => (double)Both(i, j) / Math.Min(Counts[i], Counts[j]);

    /// <summary>The share of a creator's followers in a segment.</summary>
    public float SegmentShare(int creator, int segment)
    {
        var inSegment = 0;
        for (var person = segment * People / Segments; person < (segment + 1) * People / Segments; person++)
        {
            inSegment += Follows(followers[creator], person) ? 1 : 0;
        }

        return (float)inSegment / Counts[creator];
    }

    /// <summary>A standard normal number.</summary>
    public static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    private static double LogUniform(double least, double most, Random random) => least * Math.Pow(most / least, random.NextDouble());

    // Everybody decides by himself, so that the number of followers is near the one that was wanted, and no more.
    private static ulong[] Follow(double wanted, double centre, double? width, Random random)
    {
        var own = centre + ((width ?? 0) / 2 * Normal(random));
        var weights = new double[People];
        for (var person = 0; person < People; person++)
        {
            var far = Math.Abs(Math.IEEERemainder(((double)person / People) - own, 1));
            weights[person] = width is { } near ? Math.Exp(-far * far / (2 * near * near)) : 1;
        }

        var each = wanted / weights.Sum();
        var bits = new ulong[(People + 63) / 64];
        for (var person = 0; person < People; person++)
        {
            bits[person / 64] |= random.NextDouble() < each * weights[person] ? 1UL << (person % 64) : 0;
        }

        return bits;
    }

    private static bool Follows(ulong[] bits, int person) => ((bits[person / 64] >> (person % 64)) & 1) != 0;

    private static int Count(ulong[] bits) => bits.Sum(BitOperations.PopCount);
}
