namespace InfluenceGrpc.Cli.Tests;

/// <summary>Creators and a brief for the tests of fit.</summary>
internal static class FitSample
{
    public const string Brief =
        """
        // What we look for.
        {
          "title": "Trail shoes",
          "topics": { "sport/running": 1, },
          "audience": { "countries": { "NO": 1 } },
          "size": { "followers": 12000, "logSpread": 1.2 },
          /* Who is too small is not for us. */
          "constraints": { "minFollowers": 1000 },
        }
        """;

    /// <summary>Five creators, of whom one is too small; and two rows that cannot be read.</summary>
    public const string Creators =
        """
        creator_id,platform,followers,avg_likes,avg_comments,sample_posts,topics,countries,sponsored_share,note
        ann,instagram,"12,000",400,30,24,sport/running:0.8|food:0.1,NO:0.7|SE:0.1,0.05,"likes, a lot"
        bob,tiktok,9.5k,300,10,12,sport:0.5,NO:0.3,,
        cy,instagram,800,60,4,12,sport/running:0.9,NO:0.9,,
        di,instagram,N/A,,,,food:1,SE:0.8,,
        eve,instagram,abc,1,1,1,,,,
        flo,youtube,250000,900,20,30,travel:0.4,NO:0.2,0.4,
        ,instagram,5,,,,,,,
        """;
}
