namespace InfluenceGrpc.FitValidation.Brands;

/// <summary>Draws trials: by brand and kind the same for one seed, whatever else is drawn.</summary>
/// <param name="creators">All creators.</param>
/// <param name="seed">What drawing begins with.</param>
/// <param name="negatives">How many others a brand's creators are told from; fewer where there are no more.</param>
internal sealed class Trials(IReadOnlyList<SeenCreator> creators, int seed, int negatives)
{
    private readonly SeenCreator[] seen = [.. creators.Where(creator => creator.Posts.Count > 0)];
    private readonly SeenCreator[] mentioning = [.. creators.Where(creator => creator.Posts.Any(post => post.Brands.Count > 0))];

    /// <summary>The brands with enough creators, in ordinal order, and those.</summary>
    public (string Brand, SeenCreator[] Creators)[] BrandsOf(int minCreators) =>
    [
        .. creators.SelectMany(creator => creator.Posts.SelectMany(post => post.Brands).Distinct(StringComparer.Ordinal).Select(brand => (brand, creator)))
            .GroupBy(pair => pair.brand, pair => pair.creator, StringComparer.Ordinal)
            .Where(group => group.Count() >= minCreators)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => (group.Key, group.ToArray())),
    ];

    /// <summary>One trial.</summary>
    /// <param name="number">Place of the brand.</param>
    /// <param name="brand">Its name.</param>
    /// <param name="own">Its creators.</param>
    /// <param name="kind">Against whom, or with whom in their place.</param>
    public Trial Of(int number, string brand, SeenCreator[] own, TrialKind kind)
    {
        var random = new Random((seed * 100_003) + (number * 7) + (int)kind);
        var name = kind == TrialKind.Shuffled ? "" : brand;
        own = kind == TrialKind.Shuffled ? Draw(seen, own.Length, random) : own;
        var mine = own.ToHashSet();
        SeenCreator[] background = [.. creators.Where(creator => !mine.Contains(creator))];
        var from = kind switch { TrialKind.Mentioning => mentioning, TrialKind.Shuffled => seen, _ => background };
        var others = Draw([.. from.Where(creator => !mine.Contains(creator))], negatives, random);
        return new Trial(
            name,
            Array.ConvertAll(own, creator => kind == TrialKind.Shuffled ? LessOne(creator, _ => true, random) : Without(creator, brand)),
            Array.ConvertAll(others, creator => kind switch
            {
                TrialKind.Mentioning => LessOne(creator, post => post.Brands.Count > 0, random),
                TrialKind.Shuffled => LessOne(creator, _ => true, random),
                _ => new Candidate(creator, creator.Posts),
            }),
            background);
    }

    private static Candidate Without(SeenCreator creator, string brand) =>
        new(creator, [.. creator.Posts.Where(post => !post.Brands.Contains(brand, StringComparer.Ordinal))]);

    // As a brand's own creators lose the posts that touch it.
    private static Candidate LessOne(SeenCreator creator, Func<Post, bool> fits, Random random)
    {
        Post[] fitting = [.. creator.Posts.Where(fits)];
        var lost = fitting[random.Next(fitting.Length)];
        return new(creator, [.. creator.Posts.Where(post => !ReferenceEquals(post, lost))]);
    }

    private static SeenCreator[] Draw(SeenCreator[] from, int count, Random random)
    {
        SeenCreator[] drawn = [.. from];
        count = Math.Min(count, drawn.Length);
        for (var i = 0; i < count; i++)
        {
            var j = random.Next(i, drawn.Length);
            (drawn[i], drawn[j]) = (drawn[j], drawn[i]);
        }

        return drawn[..count];
    }
}
