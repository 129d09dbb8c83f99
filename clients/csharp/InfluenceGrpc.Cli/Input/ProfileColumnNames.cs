namespace InfluenceGrpc.Cli.Input;

/// <summary>
/// The names that columns of profiles usually have, as <see cref="ColumnNames"/> compares them. Plain "likes" is not among
/// them: it may be a total as well as an average, and the user says which with --map. Nor is plain "reach", by which some
/// mean the followers, nor plain "price", which says neither what it buys nor in which currency.
/// </summary>
internal static class ProfileColumnNames
{
    private static readonly Dictionary<ColumnField, string[]> Names = new()
    {
        [ColumnField.Version] = ["version", "profileversion", "revision"],
        [ColumnField.ObservedAt] = ["observedat", "observed", "observedon", "scrapedat", "crawledat", "fetchedat", "capturedat", "asof"],
        [ColumnField.AverageLikes] = Averages("likes", "like"),
        [ColumnField.AverageComments] = Averages("comments", "comment"),
        [ColumnField.AverageShares] = Averages("shares", "share"),
        [ColumnField.AverageViews] = Averages("views", "view"),
        [ColumnField.AverageReach] = Averages("reach", "reach"),
        [ColumnField.EngagementRate] = ["engagementrate", "engagementratepercent", "engagementratepct", "engrate", "er"],
        [ColumnField.EngagementBasis] = ["engagementbasis", "engagementratebasis", "engagementrateby"],
        [ColumnField.SamplePosts] = ["sampleposts", "postssampled", "numberofposts", "postssample", "samplesize"],
        [ColumnField.Topics] = ["topics", "topicshares", "contenttopics"],
        [ColumnField.Countries] = ["countries", "audiencecountries", "countryshares", "audiencecountryshares"],
        [ColumnField.Languages] = ["languages", "audiencelanguages", "languageshares", "audiencelanguageshares"],
        [ColumnField.SponsoredShare] = ["sponsoredshare", "shareofsponsoredposts", "sponsoredpostshare", "sponsoredpostsshare"],
        [ColumnField.Prices] = ["prices", "pricelist", "ratecard"],
    };

    /// <summary>Names of columns that tell in one word what a creator posts about, the likeliest first.</summary>
    public static IReadOnlyList<string> OneTopic { get; } = ["category", "niche", "vertical", "topic"];

    /// <summary>Names for the field, the likeliest first.</summary>
    public static string[] Of(ColumnField field) => Names[field];

    private static string[] Averages(string many, string one) =>
    [
        $"average{many}", $"avg{many}", $"mean{many}", $"{many}average", $"{many}avg", $"{many}mean", $"{many}perpost",
        $"average{many}perpost", $"avg{many}perpost", $"average{one}count", $"avg{one}count", $"average{one}", $"avg{one}",
    ];
}
