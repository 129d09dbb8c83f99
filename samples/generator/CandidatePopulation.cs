namespace InfluenceGrpc.SampleGenerator;

/// <summary>Draws what a campaign in Norway knows of the sample's Norwegian creators.</summary>
/// <remarks>
/// Prices are log-normal around a median that grows slower than the followers do, so that small creators are dear for a follower: 10,000
/// NOK at 10,000 followers, 160,000 at a million. The share of an audience that is in Norway, and that cares for what the creator
/// publishes about, falls with size. About 1 creator in 10 has no price, and 3 in 5 have no reach of their own.
/// </remarks>
internal static class CandidatePopulation
{
    /// <summary>How many the sample file has.</summary>
    public const int StandardSize = 300;

    /// <summary>The seed of the sample file.</summary>
    public const int StandardSeed = 20_270_401;

    private static readonly string[] Regions =
    [
        "NO-03", "NO-11", "NO-15", "NO-18", "NO-31", "NO-32", "NO-33", "NO-34", "NO-39", "NO-40", "NO-42", "NO-46", "NO-50", "NO-55", "NO-56",
    ];

    private static readonly string[] Interests = ["outdoor", "fitness", "travel", "food", "fashion", "gaming"];

    /// <summary>The same candidates for the same size and seed; at most as many as the sample has creators in Norway.</summary>
    public static IEnumerable<SyntheticCandidate> Draw(int size, int seed)
    {
        var random = new Random(seed);
        return CreatorPopulation.Draw(CreatorPopulation.StandardSize, CreatorPopulation.StandardSeed)
            .Where(creator => creator.Country == "NO")
            .Take(size)
            .Select(creator => DrawOne(random, creator));
    }

    private static SyntheticCandidate DrawOne(Random random, SyntheticCreator creator)
    {
        // A creator whose followers are not known is drawn as one of the usual size.
        var followers = creator.Followers ?? 20_000;
        var niche = Math.Clamp(1.25 - (0.11 * Math.Log10(followers)), 0.3, 0.9);
        var home = Math.Clamp(niche + (0.1 * Normal(random)), 0.2, 0.97);
        var price = Math.Max(500, Math.Round(40 * Math.Pow(followers, 0.6) * Math.Exp(0.45 * Normal(random)) / 100) * 100);
        var reach = Math.Round(0.4 * followers * Math.Pow(followers / 10_000.0, -0.1) * Math.Exp(0.3 * Normal(random)));
        var authentic = Math.Clamp(0.92 - (0.03 * Math.Log10(followers / 1000.0)) + (0.05 * Normal(random)), 0.5, 0.99);
        return new SyntheticCandidate(
            creator,
            random.NextDouble() < 0.1 ? null : (long)price,
            random.NextDouble() < 0.6 ? null : (long)reach,
            Shares(("NO", home), ("SE", 0.5 * (1 - home)), ("DK", 0.3 * (1 - home))),
            DrawRegions(random, home),
            Shares(("nb", 0.88 * home), ("nn", 0.08 * home), ("en", 1 - home)),
            DrawInterests(random, creator.Category, niche),
            Round(authentic));
    }

    // Most of an audience at home lives near the creator.
    private static Dictionary<string, double> DrawRegions(Random random, double home)
    {
        var (first, second) = (random.Next(Regions.Length), random.Next(Regions.Length - 1));
        second += second >= first ? 1 : 0;
        return Shares((Regions[first], 0.55 * home), (Regions[second], 0.25 * home));
    }

    private static Dictionary<string, double> DrawInterests(Random random, string category, double niche)
    {
        var other = Interests[random.Next(Interests.Length)];
        var own = 0.75 * niche * (0.7 + (0.3 * random.NextDouble()));
        return other == category
            ? Shares((category, own))
            : Shares((category, own), (other, (1 - own) * 0.5 * random.NextDouble()));
    }

    private static Dictionary<string, double> Shares(params (string Key, double Share)[] shares) =>
        shares.ToDictionary(entry => entry.Key, entry => Round(entry.Share), StringComparer.Ordinal);

    private static double Round(double share) => Math.Round(share, 2);

    // Box and Muller's transform; 1 - u keeps the logarithm finite.
    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
