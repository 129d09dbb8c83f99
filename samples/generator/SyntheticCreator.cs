namespace InfluenceGrpc.SampleGenerator;

/// <summary>One made-up creator. Null means that the figure is not known.</summary>
/// <param name="CreatorId">Unique within a population.</param>
/// <param name="Platform">Platform name, such as instagram.</param>
/// <param name="Category">What the creator publishes about.</param>
/// <param name="Country">ISO 3166-1 alpha-2 code of the country with the largest share of the audience.</param>
/// <param name="Followers">Follower count.</param>
/// <param name="AverageLikes">Likes per post.</param>
/// <param name="AverageComments">Comments per post.</param>
/// <param name="SamplePosts">Posts that the averages were taken over.</param>
/// <param name="SponsoredShare">Share of posts that are sponsored, in [0, 1].</param>
internal sealed record SyntheticCreator(
    string CreatorId,
    string Platform,
    string Category,
    string Country,
    long? Followers,
    double? AverageLikes,
    double? AverageComments,
    int SamplePosts,
    double? SponsoredShare);
