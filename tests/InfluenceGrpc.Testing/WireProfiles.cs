using Google.Protobuf.WellKnownTypes;
using Google.Type;
using Influence.V1;

namespace InfluenceGrpc.Testing;

/// <summary>Profiles as callers send them.</summary>
public static class WireProfiles
{
    /// <summary>Observed just now, with a follower count and nothing else.</summary>
    public static CreatorProfile Of(string id, ulong followers, ulong version = 1) => new()
    {
        CreatorId = id,
        Version = version,
        Followers = followers,
        Platform = Platform.Instagram,
        ObservedAt = DateTime.UtcNow.AddMinutes(-1).ToTimestamp(),
    };

    /// <summary>With every field that there is.</summary>
    public static CreatorProfile Full(string id, ulong version = 1)
    {
        var profile = Of(id, 48_211, version);
        profile.Engagement = new Engagement
        {
            Rate = 0.0421,
            Basis = EngagementBasis.Followers,
            Statistic = EngagementStatistic.Median,
            AverageLikes = 1_900.5,
            AverageComments = 88.25,
            AverageShares = 12,
            AverageViews = 21_000,
            AverageReach = 15_250.75,
            SamplePosts = 30,
        };
        profile.Topics.Add("sport/running/trail", 0.6f);
        profile.Topics.Add("food", 0.25f);
        profile.Audience = new Audience
        {
            Base = AudienceBase.Engaged,
            Countries = { ["NO"] = 0.55f, ["SE"] = 0.2f },
            Regions = { ["NO-50"] = 0.3f },
            Languages = { ["nb"] = 0.5f, ["pt-BR"] = 0.01f },
            Interests = { ["travel"] = 0.4f },
            Ages = { new AgeShare { Band = AgeBand._1824, Share = 0.3f }, new AgeShare { Band = AgeBand._65Plus, Share = 0f } },
            Genders = { new GenderShare { Gender = Gender.Female, Share = 0.61f } },
            AuthenticShare = 0.93f,
            DecisionMakerShare = 0.4f,
        };
        profile.Sponsorship = new Sponsorship { SponsoredShare = 0.1f, DisclosedShare = 1, PaidToOrganicRatio = 0.85f, SamplePosts = 30 };
        profile.BrandRelations.Add(new BrandRelation
        {
            Brand = "Løpesko AS",
            OrganicMentions = 0,
            SponsoredMentions = 4,
            Sentiment = -0.25f,
            UsesProduct = false,
            ExclusiveUntil = new DateTime(2031, 5, 1, 0, 0, 0, DateTimeKind.Utc).ToTimestamp(),
        });
        profile.Responsiveness = new Responsiveness { ReplyShare = 0.31f };
        profile.Prices.Add(new Price { Deliverable = Deliverable.Post, Amount = new Money { CurrencyCode = "NOK", Units = 3_500, Nanos = 500_000_001 } });
        profile.SafetyFlags.Add(SafetyFlag.Obscenity);
        return profile;
    }

    /// <summary>Of about the given number of bytes, by many small shares with long names.</summary>
    public static CreatorProfile Large(string id, int bytes)
    {
        var profile = Of(id, 5_000);
        for (var i = 0; profile.CalculateSize() < bytes; i++)
        {
            profile.Topics.Add($"topic-{i:D4}/{new string('x', 100)}", 0.0005f);
        }

        return profile;
    }
}
