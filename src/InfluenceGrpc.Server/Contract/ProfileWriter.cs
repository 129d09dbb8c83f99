using Google.Protobuf.WellKnownTypes;
using Google.Type;
using InfluenceGrpc.Core.Creators;
using V1 = Influence.V1;

namespace InfluenceGrpc.Server.Contract;

/// <summary>Tells of a profile that was stored.</summary>
internal static class ProfileWriter
{
    private const decimal NanosPerUnit = 1_000_000_000m;

    /// <summary>The profile; what is not known is absent.</summary>
    public static V1.CreatorProfile Write(CreatorProfile profile)
    {
        var written = new V1.CreatorProfile
        {
            CreatorId = profile.CreatorId,
            Platform = (V1.Platform)profile.Platform,
            Version = profile.Version,
            ObservedAt = profile.ObservedAt?.ToTimestamp(),
            Engagement = profile.Engagement is { } engagement ? Write(engagement) : null,
            Audience = profile.Audience is { } audience ? Write(audience) : null,
            Sponsorship = profile.Sponsorship is { } sponsorship ? Write(sponsorship) : null,
            Responsiveness = profile.ReplyShare is { } replyShare ? new() { ReplyShare = (float)replyShare } : null,
        };
        if (profile.Followers is { } followers)
        {
            written.Followers = followers;
        }

        Write(profile.Topics, written.Topics);
        written.BrandRelations.AddRange(profile.BrandRelations.Select(Write));
        written.Prices.AddRange(profile.Prices.Select(Write));
        written.SafetyFlags.AddRange(profile.SafetyFlags.Select(flag => (V1.SafetyFlag)flag));
        return written;
    }

    private static V1.Engagement Write(Engagement engagement)
    {
        var written = new V1.Engagement { Basis = (V1.EngagementBasis)engagement.Basis, Statistic = (V1.EngagementStatistic)engagement.Statistic };
        Set(engagement.Rate, value => written.Rate = value);
        Set(engagement.AverageLikes, value => written.AverageLikes = value);
        Set(engagement.AverageComments, value => written.AverageComments = value);
        Set(engagement.AverageShares, value => written.AverageShares = value);
        Set(engagement.AverageViews, value => written.AverageViews = value);
        Set(engagement.AverageReach, value => written.AverageReach = value);
        Set(engagement.SamplePosts, value => written.SamplePosts = value);
        return written;
    }

    private static V1.Audience Write(Audience audience)
    {
        var written = new V1.Audience { Base = (V1.AudienceBase)audience.Base };
        Write(audience.Countries, written.Countries);
        Write(audience.Regions, written.Regions);
        Write(audience.Languages, written.Languages);
        Write(audience.Interests, written.Interests);
        foreach (var band in System.Enum.GetValues<AgeBand>())
        {
            Set(audience.Ages?.Share(band), share => written.Ages.Add(new V1.AgeShare { Band = (V1.AgeBand)band, Share = (float)share }));
        }

        foreach (var gender in System.Enum.GetValues<Gender>())
        {
            Set(audience.Genders?.Share(gender), share => written.Genders.Add(new V1.GenderShare { Gender = (V1.Gender)gender, Share = (float)share }));
        }

        Set(audience.AuthenticShare, value => written.AuthenticShare = (float)value);
        Set(audience.DecisionMakerShare, value => written.DecisionMakerShare = (float)value);
        return written;
    }

    private static V1.Sponsorship Write(Sponsorship sponsorship)
    {
        var written = new V1.Sponsorship();
        Set(sponsorship.SponsoredShare, value => written.SponsoredShare = (float)value);
        Set(sponsorship.DisclosedShare, value => written.DisclosedShare = (float)value);
        Set(sponsorship.PaidToOrganicRatio, value => written.PaidToOrganicRatio = (float)value);
        Set(sponsorship.SamplePosts, value => written.SamplePosts = value);
        return written;
    }

    private static V1.BrandRelation Write(BrandRelation relation)
    {
        var written = new V1.BrandRelation { Brand = relation.Brand, ExclusiveUntil = relation.ExclusiveUntil?.ToTimestamp() };
        Set(relation.OrganicMentions, value => written.OrganicMentions = value);
        Set(relation.SponsoredMentions, value => written.SponsoredMentions = value);
        Set(relation.Sentiment, value => written.Sentiment = (float)value);
        Set(relation.UsesProduct, value => written.UsesProduct = value);
        return written;
    }

    private static V1.Price Write(Price price)
    {
        var units = decimal.Truncate(price.Amount);
        return new V1.Price
        {
            Deliverable = (V1.Deliverable)price.Deliverable,
            Amount = new Money
            {
                CurrencyCode = price.CurrencyCode,
                Units = (long)units,
                Nanos = (int)((price.Amount - units) * NanosPerUnit),
            },
        };
    }

    private static void Write(Distribution? distribution, Google.Protobuf.Collections.MapField<string, float> into)
    {
        for (var i = 0; i < (distribution?.Count ?? 0); i++)
        {
            into.Add(distribution!.Keys[i], distribution.Shares[i]);
        }
    }

    private static void Set<T>(T? value, Action<T> set)
        where T : struct
    {
        if (value is { } known)
        {
            set(known);
        }
    }
}
