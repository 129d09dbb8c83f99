using System.Globalization;
using InfluenceGrpc.Core.Creators;
using InfluenceGrpc.Server.Profiles.Bodies;

namespace InfluenceGrpc.Server.Profiles;

/// <summary>Writes the part of a profile that is stored behind the header.</summary>
internal static class ProfileBodyWriter
{
    private const decimal NanosPerUnit = 1_000_000_000m;

    private static readonly AgeBand[] AgeBands = Enum.GetValues<AgeBand>();
    private static readonly Gender[] Genders = Enum.GetValues<Gender>();

    /// <summary>The body of a profile.</summary>
    public static ProfileBody Write(CreatorProfile profile)
    {
        var body = new ProfileBody
        {
            Engagement = profile.Engagement is { } engagement ? Write(engagement) : null,
            Topics = Write(profile.Topics),
            Audience = profile.Audience is { } audience ? Write(audience) : null,
            Sponsorship = profile.Sponsorship is { } sponsorship ? Write(sponsorship) : null,
        };
        if (profile.ReplyShare is { } replyShare)
        {
            body.ReplyShare = replyShare;
        }

        body.BrandRelations.AddRange(profile.BrandRelations.Select(Write));
        body.Prices.AddRange(profile.Prices.Select(Write));
        body.SafetyFlags.AddRange(profile.SafetyFlags.Select(flag => (uint)flag));
        return body;
    }

    private static EngagementBody Write(Engagement engagement)
    {
        var body = new EngagementBody { Basis = (uint)engagement.Basis, Statistic = (uint)engagement.Statistic };
        if (engagement.Rate is { } rate)
        {
            body.Rate = rate;
        }

        if (engagement.AverageLikes is { } likes)
        {
            body.AverageLikes = likes;
        }

        if (engagement.AverageComments is { } comments)
        {
            body.AverageComments = comments;
        }

        if (engagement.AverageShares is { } shares)
        {
            body.AverageShares = shares;
        }

        if (engagement.AverageViews is { } views)
        {
            body.AverageViews = views;
        }

        if (engagement.AverageReach is { } reach)
        {
            body.AverageReach = reach;
        }

        if (engagement.SamplePosts is { } posts)
        {
            body.SamplePosts = posts;
        }

        return body;
    }

    private static AudienceBody Write(Audience audience)
    {
        var body = new AudienceBody
        {
            Base = (uint)audience.Base,
            Countries = Write(audience.Countries),
            Regions = Write(audience.Regions),
            Languages = Write(audience.Languages),
            Interests = Write(audience.Interests),
            Ages = Write(audience.Ages, AgeBands),
            Genders = Write(audience.Genders, Genders),
        };
        if (audience.AuthenticShare is { } authentic)
        {
            body.AuthenticShare = authentic;
        }

        if (audience.DecisionMakerShare is { } decisionMakers)
        {
            body.DecisionMakerShare = decisionMakers;
        }

        return body;
    }

    private static SponsorshipBody Write(Sponsorship sponsorship)
    {
        var body = new SponsorshipBody();
        if (sponsorship.SponsoredShare is { } sponsored)
        {
            body.SponsoredShare = sponsored;
        }

        if (sponsorship.DisclosedShare is { } disclosed)
        {
            body.DisclosedShare = disclosed;
        }

        if (sponsorship.PaidToOrganicRatio is { } ratio)
        {
            body.PaidToOrganicRatio = ratio;
        }

        if (sponsorship.SamplePosts is { } posts)
        {
            body.SamplePosts = posts;
        }

        return body;
    }

    private static BrandRelationBody Write(BrandRelation relation)
    {
        var body = new BrandRelationBody { Brand = relation.Brand };
        if (relation.OrganicMentions is { } organic)
        {
            body.OrganicMentions = organic;
        }

        if (relation.SponsoredMentions is { } sponsored)
        {
            body.SponsoredMentions = sponsored;
        }

        if (relation.Sentiment is { } sentiment)
        {
            body.Sentiment = sentiment;
        }

        if (relation.UsesProduct is { } usesProduct)
        {
            body.UsesProduct = usesProduct;
        }

        if (relation.ExclusiveUntil is { } until)
        {
            body.ExclusiveUntil = until.UtcTicks;
        }

        return body;
    }

    private static PriceBody Write(Price price)
    {
        var units = decimal.Truncate(price.Amount);
        return new PriceBody
        {
            Deliverable = (uint)price.Deliverable,
            CurrencyCode = price.CurrencyCode,
            Units = (long)units,
            Nanos = (int)((price.Amount - units) * NanosPerUnit),
        };
    }

    private static SharesBody? Write(Distribution? distribution)
    {
        if (distribution is null)
        {
            return null;
        }

        var body = new SharesBody();
        foreach (var key in distribution.Keys)
        {
            body.Keys.Add(key);
        }

        foreach (var share in distribution.Shares)
        {
            body.Shares.Add(share);
        }

        return body;
    }

    /// <param name="shares">Came in as floats, so that a cast loses nothing.</param>
    /// <param name="groups">Every group, in the order of the numbers.</param>
    private static GroupSharesBody? Write<TGroup>(EnumShares<TGroup>? shares, TGroup[] groups)
        where TGroup : struct, Enum
    {
        if (shares is null)
        {
            return null;
        }

        var body = new GroupSharesBody();
        foreach (var group in groups)
        {
            if (shares.Share(group) is { } share)
            {
                body.Groups.Add((uint)Convert.ToInt32(group, CultureInfo.InvariantCulture));
                body.Shares.Add((float)share);
            }
        }

        return body;
    }
}
