namespace InfluenceGrpc.ReachValidation;

/// <summary>How creators come by their followers.</summary>
/// <param name="Name">For people.</param>
/// <param name="Width">How near a creator's interest its followers are: standard deviation, everybody's interests being spread evenly
/// over a circle of length 1. Null where interests count for nothing.</param>
/// <param name="Niches">How many interests the creators of a set share among them, all as far apart as can be; at most one each.</param>
internal sealed record Setting(string Name, double? Width, int Niches)
{
    /// <summary>Numbers of creators in a set.</summary>
    public static readonly int[] Sizes = [2, 5, 10, 20];

    /// <summary>All there are.</summary>
    public static readonly Setting[] All =
    [
        new("by chance", Width: null, Niches: 1),
        new("mild niche", Width: 0.12, Niches: 1),
        new("strong niche", Width: 0.06, Niches: 1),
        new("two strong niches", Width: 0.06, Niches: 2),
        new("a strong niche each", Width: 0.06, Niches: int.MaxValue),
    ];

    /// <summary>Draws the populations of one size.</summary>
    /// <param name="creators">Creators in each.</param>
    /// <param name="options">How many, and what drawing begins with.</param>
    public IEnumerable<Population> Draw(int creators, ValidationOptions options)
    {
        // Each population has a beginning of its own, so that the first of many are those of a shorter run.
        var place = (Array.IndexOf(All, this) * 100) + creators;
        for (var i = 0; i < options.Populations; i++)
        {
            yield return Population.Draw(this, creators, new Random((options.Seed * 100_000_000) ^ (place * 100_000) ^ i));
        }
    }
}
