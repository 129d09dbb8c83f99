using Influence.V1;

namespace InfluenceGrpc.Performance.Asked;

/// <summary>What is asked, the same in every run: synthetic creators, and a brief of five dimensions.</summary>
internal static class Questions
{
    /// <summary>Niche, audience, engagement, credibility and size count.</summary>
    public static Brief Brief => new()
    {
        Title = "Trail shoes",
        Topics = { ["sport/running"] = 1, ["travel"] = 0.4 },
        Audience = new() { Countries = { ["NO"] = 1, ["SE"] = 0.5 }, Languages = { ["nb"] = 1 } },
        Size = new() { Followers = 50_000, LogSpread = 1.5 },
        Constraints = new() { MinFollowers = 1_000, AllowUnknown = true },
    };

    /// <summary>Follower counts over six orders of magnitude; others for another draw.</summary>
    public static FollowerColumns Followers(int count, int draw = 0)
    {
        var random = new Random(20_260_102 + draw);
        var columns = new FollowerColumns();
        columns.Followers.AddRange(Enumerable.Range(0, count).Select(_ => (ulong)Math.Pow(10, 2 + (6 * random.NextDouble()))));
        return columns;
    }

    /// <summary>Profiles as they are stored, of a version.</summary>
    public static CreatorProfiles Profiles(IEnumerable<int> creators, ulong version = 1)
    {
        var profiles = new CreatorProfiles();
        profiles.Profiles.AddRange(creators.Select(creator =>
        {
            var profile = Population.Profile(creator);
            profile.Version = version;
            return profile;
        }));
        return profiles;
    }
}
