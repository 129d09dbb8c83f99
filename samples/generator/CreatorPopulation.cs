namespace InfluenceGrpc.SampleGenerator;

/// <summary>Draws synthetic creators with a spread like that of real ones.</summary>
/// <remarks>
/// Follower counts are log-normal with the median and spread of mid-sized creator lists (median 20,000; a factor of
/// 5.5 to one standard deviation), so that every tier of every scheme has members. Engagement is log-normal around a
/// median that falls with size, as published benchmarks agree it does: 4 % at 3,000 followers, 2.3 % at a million.
/// About 1 creator in 100 has no follower count and 1 in 20 no engagement, because real lists have such rows too.
/// </remarks>
internal static class CreatorPopulation
{
    /// <summary>How many creators the sample file has.</summary>
    public const int StandardSize = 10_000;

    /// <summary>The seed of the sample file.</summary>
    public const int StandardSeed = 20_240_501;

    private const double MedianFollowers = 20_000;
    private const double FollowerSpread = 1.7;
    private const double EngagementSpread = 0.85;

    private static readonly (string Name, double Weight, double EngagementFactor)[] Platforms =
    [
        ("instagram", 0.55, 1.0),
        ("tiktok", 0.25, 2.2),
        ("youtube", 0.20, 0.7),
    ];

    private static readonly (string Name, double Weight)[] Categories =
    [
        ("fashion", 0.18), ("beauty", 0.15), ("fitness", 0.12), ("food", 0.12), ("travel", 0.10), ("family", 0.09),
        ("gaming", 0.08), ("interior", 0.06), ("tech", 0.05), ("outdoor", 0.05),
    ];

    private static readonly (string Name, double Weight)[] Countries =
    [
        ("US", 0.24), ("DE", 0.12), ("GB", 0.11), ("IT", 0.09), ("NL", 0.08), ("DK", 0.08), ("NO", 0.08), ("FI", 0.07),
        ("SE", 0.07), ("FR", 0.06),
    ];

    /// <summary>The same creators for the same size and seed.</summary>
    public static IEnumerable<SyntheticCreator> Draw(int size, int seed)
    {
        var random = new Random(seed);
        for (var number = 1; number <= size; number++)
        {
            yield return DrawOne(random, number);
        }
    }

    private static SyntheticCreator DrawOne(Random random, int number)
    {
        var platform = Platforms[Pick(random, Platforms.Select(entry => entry.Weight))];
        var category = Categories[Pick(random, Categories.Select(entry => entry.Weight))].Name;
        var country = Countries[Pick(random, Countries.Select(entry => entry.Weight))].Name;
        var followers = Math.Clamp(Math.Round(MedianFollowers * Math.Exp(FollowerSpread * Normal(random))), 120, 90_000_000);
        var medianRate = 0.04 * Math.Pow(followers / 3_000, -0.1) * platform.EngagementFactor;
        var rate = Math.Min(medianRate * Math.Exp(EngagementSpread * Normal(random)), 0.6);
        var comments = followers * rate * (0.01 + (0.04 * random.NextDouble()));
        var sponsored = Math.Min(0.9, 0.12 * Math.Pow(followers / 20_000, 0.15) * Math.Exp(0.7 * Normal(random)));
        var posts = random.Next(3, 60);
        var followersKnown = random.NextDouble() >= 0.01;
        var engagementKnown = random.NextDouble() >= 0.05;
        var sponsoredKnown = random.NextDouble() >= 0.30;

        return new SyntheticCreator(
            $"syn-{number:00000}",
            platform.Name,
            category,
            country,
            followersKnown ? (long)followers : null,
            engagementKnown ? Math.Round((followers * rate) - comments, 1) : null,
            engagementKnown ? Math.Round(comments, 1) : null,
            engagementKnown ? posts : 0,
            sponsoredKnown ? Math.Round(sponsored, 2) : null);
    }

    private static int Pick(Random random, IEnumerable<double> weights)
    {
        var rest = random.NextDouble();
        var index = -1;
        foreach (var weight in weights)
        {
            index++;
            rest -= weight;
            if (rest < 0)
            {
                break;
            }
        }

        return index;
    }

    // Box and Muller's transform; 1 - u keeps the logarithm finite.
    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
