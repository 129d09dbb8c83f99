using Influence.V1;
using InfluenceGrpc.LookupBench;

namespace InfluenceGrpc.Load;

/// <summary>What is asked, the same in every run: synthetic creators, and a brief of five dimensions.</summary>
internal static class Questions
{
    private const int IdsDrawn = 320_000;

    /// <summary>Niche, audience, engagement, credibility and size count.</summary>
    public static Brief Brief => new()
    {
        Title = "Trail shoes",
        Topics = { ["sport/running"] = 1, ["travel"] = 0.4 },
        Audience = new() { Countries = { ["NO"] = 1, ["SE"] = 0.5 }, Languages = { ["nb"] = 1 } },
        Size = new() { Followers = 50_000, LogSpread = 1.5 },
        Constraints = new() { MinFollowers = 1_000, AllowUnknown = true },
    };

    /// <summary>Follower counts over six orders of magnitude.</summary>
    public static FollowerColumns Followers(int count)
    {
        var random = new Random(20_260_102);
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

    /// <summary>Chunks of ids drawn with a fixed seed; as many as it takes for processors not to have the creators of all in their caches.</summary>
    public static IReadOnlyList<CreatorIds> Ids(int creators, int count) => Population.Chunks(creators, count, Math.Max(1, IdsDrawn / count));
}
