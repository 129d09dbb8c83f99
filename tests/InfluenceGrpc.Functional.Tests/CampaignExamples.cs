using Google.Type;
using Influence.V1;
using InfluenceGrpc.Testing;

namespace InfluenceGrpc.Functional.Tests;

/// <summary>Creators and sets of them for campaigns.</summary>
internal static class CampaignExamples
{
    /// <summary>Asks for an audience and prices in NOK.</summary>
    public static Brief TrailShoes => new()
    {
        Title = "Trail shoes",
        Topics = { ["sport/running"] = 1 },
        Audience = new() { Countries = { ["NO"] = 1 } },
        Cost = new() { Deliverable = Deliverable.Post, CurrencyCode = "NOK", ReferenceCostPerEngagement = 4 },
        Constraints = new() { Platforms = { Platform.Instagram } },
    };

    /// <summary>A target of two million people.</summary>
    public static Universe TwoMillion => new() { People = 2_000_000 };

    /// <summary>A creator of whom all is known that a campaign goes by.</summary>
    public static CreatorProfile Creator(string id, ulong followers, double share, long price, double? reach = null)
    {
        var profile = WireProfiles.Of(id, followers);
        profile.Platform = Platform.Instagram;
        profile.Topics["sport/running"] = 0.8f;
        profile.Engagement = new Engagement { AverageLikes = followers * 0.03, AverageComments = followers * 0.002, SamplePosts = 30 };
        profile.Audience = new Audience { Countries = { ["NO"] = (float)share } };
        profile.Prices.Add(new Price { Deliverable = Deliverable.Post, Amount = new Money { CurrencyCode = "NOK", Units = price } });
        if (reach is { } own)
        {
            profile.Engagement.AverageReach = own;
        }

        return profile;
    }

    /// <summary>Ten creators who burn for a niche.</summary>
    public static CreatorProfile[] Micros(string prefix) =>
        [.. Enumerable.Range(0, 10).Select(i => Creator($"{prefix}-{i}", 20_000 + (ulong)(i * 1_000), 0.8, 10_000 + (i * 500)))];

    /// <summary>By profile.</summary>
    public static PlannedCreator Planned(CreatorProfile profile) => new() { Profile = profile };

    /// <summary>By id.</summary>
    public static PlannedCreator Planned(string id) => new() { CreatorId = id };
}
