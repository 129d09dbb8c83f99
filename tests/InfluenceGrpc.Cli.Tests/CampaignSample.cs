using System.Reflection;

namespace InfluenceGrpc.Cli.Tests;

/// <summary>Plans and candidates for the tests of campaigns. None of these creators exists.</summary>
internal static class CampaignSample
{
    /// <summary>Folder of the campaigns that the product comes with.</summary>
    public static readonly string Folder = Path.Combine(
        typeof(CampaignSample).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "RepositoryRoot").Value!,
        "samples",
        "campaigns");

    public const string Brief =
        """
        {
          "title": "Trail shoes",
          "topics": { "sport/running": 1 },
          "audience": { "countries": { "NO": 1 } },
          "cost": { "deliverable": "DELIVERABLE_POST", "currencyCode": "NOK", "referenceCostPerEngagement": 5 },
          "constraints": { "minFollowers": 1000 },
        }
        """;

    /// <summary>One creator against two, with their overlap.</summary>
    public const string Plans =
        $$"""
        // What we compare.
        {
          "brief": {{Brief}},
          "universe": { "people": 200000 },
          "plans": [
            {
              "name": "One star",
              "creators": [ { "price": 90000, "profile": {
                "creatorId": "star", "platform": "PLATFORM_INSTAGRAM", "followers": "1000000",
                "engagement": { "averageLikes": 9000, "averageComments": 300, "averageReach": 150000, "samplePosts": 30 },
                "audience": { "countries": { "NO": 0.2, "SE": 0.7 }, "authenticShare": 0.7 } } } ],
            },
            {
              "name": "Two small ones",
              "creators": [
                { "price": 40000, "profile": {
                  "creatorId": "ann", "platform": "PLATFORM_INSTAGRAM", "followers": "52000",
                  "engagement": { "averageLikes": 2500, "averageComments": 200, "averageReach": 24000, "samplePosts": 30 },
                  "audience": { "countries": { "NO": 0.9 }, "authenticShare": 0.95 } } },
                { "price": 45000, "profile": {
                  "creatorId": "bob", "platform": "PLATFORM_INSTAGRAM", "followers": "61000",
                  "engagement": { "averageLikes": 2900, "averageComments": 150, "samplePosts": 30 },
                  "audience": { "countries": { "NO": 0.8 }, "authenticShare": 0.93 } } },
              ],
            },
          ],
          /* Who follows ann, often follows bob. */
          "overlaps": [ { "firstCreatorId": "ann", "secondCreatorId": "bob", "shareOfSmaller": 0.25 } ],
        }
        """;

    /// <summary>
    /// Six candidates, one too small, one without a price, one too dear for 20,000 NOK; and a row that cannot be read. Reach is own, and
    /// all of every audience that is not at home is known.
    /// </summary>
    public static string Candidates { get; } =
        Candidate("ann", 20_000, 6000, 0.9, 8000)
        + Candidate("bob", 15_000, 5000, 0.8, 6000)
        + Candidate("cy", 800, 300, 0.9, 500)
        + Candidate("di", 30_000, 9000, 0.7, null)
        + "no profile\n"
        + Candidate("eve", 500_000, 90_000, 0.6, 95_000)
        + Candidate("flo", 9000, 3000, 0.95, 5000);

    /// <summary>A profile a line, as <c>profiles import</c> reads it.</summary>
    public static string Candidate(string id, int followers, int reach, double home, int? price) => string.Create(
        System.Globalization.CultureInfo.InvariantCulture,
        $$$"""{"creatorId":"{{{id}}}","platform":"PLATFORM_INSTAGRAM","followers":"{{{followers}}}","topics":{"sport/running":0.7},"engagement":{{{Engagement(reach)}}},"audience":{"countries":{"NO":{{{home}}},"SE":{{{1 - home:0.00}}}},"authenticShare":0.9}{{{Price(price)}}}}""") + "\n";

    private static string Engagement(int reach) =>
        $$"""{"averageLikes":{{reach / 10}},"averageComments":{{reach / 100}},"averageReach":{{reach}},"samplePosts":20}""";

    private static string Price(int? price) =>
        price is null ? "" : $$$""","prices":[{"deliverable":"DELIVERABLE_POST","amount":{"currencyCode":"NOK","units":"{{{price}}}"}}]""";
}
