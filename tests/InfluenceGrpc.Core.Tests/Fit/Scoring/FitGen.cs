using FsCheck;
using FsCheck.Fluent;
using InfluenceGrpc.Core.Creators;
using InfluenceGrpc.Core.Creators.Drafts;
using InfluenceGrpc.Core.Fit;
using InfluenceGrpc.Core.Fit.Briefs.Drafts;

namespace InfluenceGrpc.Core.Tests.Fit.Scoring;

/// <summary>Profiles and briefs of every kind: each fact is there or not, by itself.</summary>
internal static class FitGen
{
    public static readonly string[] Topics =
        ["beauty", "fashion", "food/vegan", "sport", "sport/running", "sport/running/trail", "sport-shop", "travel", "travel/hiking", "travel.tips"];

    private static readonly string[] Countries = ["DK", "DE", "FI", "NO", "SE", "US"];
    private static readonly string[] Regions = ["NO-03", "NO-46", "SE-AB"];
    private static readonly string[] Languages = ["da", "en", "en-GB", "nb", "nn", "pt-BR", "sv"];
    private static readonly string[] Brands = ["Alfa", "Bekk", "Fjell", "Tursko", "Zeta"];

    /// <summary>Any profile.</summary>
    public static readonly Gen<CreatorProfileDraft> Profile =
        from id in Gen.Choose(1, 1_000)
        from platform in Gen.Elements(Platform.Instagram, Platform.Instagram, Platform.TikTok, Platform.YouTube, Platform.Unspecified, Platform.Twitch)
        from followers in Maybe(Followers, 5)
        from engagement in Maybe(Engagement, 5)
        from topics in Maybe(Shares(Topics), 5)
        from audience in Maybe(Audience, 5)
        from sponsorship in Maybe(Sponsorship, 4)
        from relations in Maybe(Relations, 3)
        from replies in MaybeShare
        from prices in Maybe(Prices, 3)
        from flags in Gen.Frequency((5, Gen.Constant(Array.Empty<SafetyFlag>())), (1, Gen.Elements(SafetyFlag.Drugs, SafetyFlag.Hate).Select(flag => new[] { flag })))
        from day in Maybe(Day, 3)
        select new CreatorProfileDraft
        {
            CreatorId = $"creator-{id}",
            Platform = platform,
            Followers = followers,
            Engagement = engagement,
            Topics = topics,
            Audience = audience,
            Sponsorship = sponsorship,
            BrandRelations = relations,
            Responsiveness = new() { ReplyShare = replies },
            Prices = prices,
            SafetyFlags = flags,
            ObservedAt = day,
        };

    /// <summary>Any valid brief.</summary>
    public static readonly Gen<BriefDraft> Brief =
        from topics in Maybe(Weights(Topics), 4)
        from audience in Maybe(Target, 4)
        from brand in Maybe(Gen.Constant("Fjell"), 3)
        from competitors in Maybe(Gen.Elements(new[] { "Zeta" }, ["Alfa", "Zeta"]), 2)
        from related in Maybe(Weights(["Bekk", "Tursko"]), 2)
        from cost in Maybe(Cost, 3)
        from size in Maybe(Size, 3)
        from constraints in Maybe(Constraints, 2)
        from preset in Gen.Choose(0, 4)
        from policy in Gen.Choose(0, 3)
        from weight in Maybe(Gen.Choose(0, 10), 1)
        from start in Maybe(Day, 2)
        select new BriefDraft
        {
            // Something must be asked for.
            Topics = topics ?? (audience is null && size is null ? [new("sport", 1)] : null),
            Audience = audience,
            Brand = brand,
            Competitors = competitors,
            RelatedBrands = related,
            Cost = cost,
            Size = size,
            Constraints = constraints,
            Preset = (WeightPreset)preset,
            MissingPolicy = (MissingPolicy)policy,
            Weights = weight is { } tenths ? new() { Engagement = tenths / 10.0, Concentration = 0 } : null,
            CampaignStart = start,
        };

    private static Gen<double?> MaybeShare => Gen.Frequency((1, Gen.Constant((double?)null)), (2, Share.Select(share => (double?)share)));

    private static Gen<double> Share => Gen.Frequency((1, Gen.Constant(0.0)), (1, Gen.Constant(1.0)), (8, Gen.Choose(0, 1_000).Select(n => n / 1_000.0)));

    private static Gen<ulong?> Followers => Gen.Frequency(
        (1, Gen.Elements<ulong?>(0, 1, FollowerCount.Max)),
        (9, from digits in Gen.Choose(1, 8) from n in Gen.Choose(100, 999) select (ulong?)(Math.Pow(10, digits) * n / 100)));

    private static Gen<DateTimeOffset?> Day => Gen.Choose(0, 3_000).Select(day => (DateTimeOffset?)DateTimeOffset.UnixEpoch.AddDays(18_000 + day));

    private static Gen<EngagementDraft> Engagement =>
        from kind in Gen.Choose(0, 4)
        from rate in Gen.Choose(0, 400).Select(n => n / 2_000.0)
        from likes in Gen.Choose(0, 20_000)
        from views in Gen.Choose(0, 100_000)
        from reach in Maybe(Gen.Choose(0, 100_000).Select(n => (double?)n), 3)
        from posts in Maybe(Gen.Choose(1, 60).Select(n => (uint?)n), 3)
        select kind switch
        {
            0 => new EngagementDraft { Rate = rate, Basis = EngagementBasis.Followers, SamplePosts = posts },
            1 => new EngagementDraft { AverageLikes = likes, AverageComments = likes / 40.0, SamplePosts = posts },
            2 => new EngagementDraft { AverageLikes = likes, AverageViews = views, AverageReach = reach, SamplePosts = posts },
            3 => new EngagementDraft
            {
                Rate = ProfileLimits.MaxEngagementRate,
                Basis = EngagementBasis.Followers,
                AverageLikes = ProfileLimits.MaxAverage,
                AverageComments = ProfileLimits.MaxAverage,
                AverageViews = ProfileLimits.MaxAverage * views / 100_000,
                AverageReach = ProfileLimits.MaxAverage * reach / 100_000,
                SamplePosts = uint.MaxValue,
            },
            _ => new EngagementDraft
            {
                Rate = rate,
                Basis = EngagementBasis.Reach,
                AverageLikes = likes,
                AverageComments = 3,
                AverageViews = views,
                AverageReach = reach,
            },
        };

    private static Gen<AudienceDraft> Audience =>
        from countries in Maybe(Shares(Countries), 3)
        from regions in Maybe(Shares(Regions), 1)
        from languages in Maybe(Shares(Languages), 3)
        from interests in Maybe(Shares(Topics), 3)
        from ages in Maybe(Shares(["1", "2", "3", "4", "5", "6", "7"]), 3)
        from genders in Maybe(Shares(["1", "2", "3"]), 3)
        from authentic in MaybeShare
        from deciders in MaybeShare
        select new AudienceDraft
        {
            Countries = countries,
            Regions = regions,
            Languages = languages,
            Interests = interests,
            Ages = ages?.Select(age => ((AgeBand)int.Parse(age.Key, null), age.Value)).ToArray(),
            Genders = genders?.Select(gender => ((Gender)int.Parse(gender.Key, null), gender.Value)).ToArray(),
            AuthenticShare = authentic,
            DecisionMakerShare = deciders,
        };

    private static Gen<SponsorshipDraft> Sponsorship =>
        from sponsored in MaybeShare
        from disclosed in MaybeShare
        from ratio in Maybe(Gen.Choose(0, 200).Select(n => (double?)n / 100), 2)
        from posts in Maybe(Gen.Choose(1, 60).Select(n => (uint?)n), 2)
        select new SponsorshipDraft { SponsoredShare = sponsored, DisclosedShare = disclosed, PaidToOrganicRatio = ratio, SamplePosts = posts };

    private static Gen<BrandRelationDraft[]> Relations =>
        from brands in Gen.SubListOf<string>(Brands)
        from relations in Relation.ArrayOf(Brands.Length)
        select brands.Select((brand, i) => relations[i] with { Brand = brand }).ToArray();

    private static Gen<BrandRelationDraft> Relation =>
        from organic in Maybe(Gen.Choose(0, 9).Select(n => (uint?)n), 3)
        from sponsored in Maybe(Gen.Choose(0, 9).Select(n => (uint?)n), 3)
        from sentiment in Maybe(Gen.Choose(-100, 100).Select(n => (double?)n / 100), 2)
        from uses in Gen.Elements<bool?>(null, true, false)
        from until in Maybe(Day, 1)
        select new BrandRelationDraft
        {
            OrganicMentions = organic,
            SponsoredMentions = sponsored,
            Sentiment = sentiment,
            UsesProduct = uses,
            ExclusiveUntil = until,
        };

    private static Gen<PriceDraft[]> Prices =>
        from units in Gen.Choose(0, 5_000)
        from currencies in Gen.Elements(new[] { "USD" }, ["EUR"], ["EUR", "USD"])
        select currencies.Select(currency => new PriceDraft { Deliverable = Deliverable.Post, CurrencyCode = currency, Units = units }).ToArray();

    private static Gen<TargetAudienceDraft> Target =>
        from countries in Weights(Countries)
        from regions in Maybe(Weights(Regions), 1)
        from languages in Maybe(Weights(["en", "nb", "pt"]), 2)
        from interests in Maybe(Weights(Topics), 2)
        from ages in Maybe(Weights(["2", "3", "4"]), 2)
        from genders in Maybe(Weights(["1", "2"]), 2)
        select new TargetAudienceDraft
        {
            Countries = countries,
            Regions = regions,
            Languages = languages,
            Interests = interests,
            Ages = ages?.Select(age => ((AgeBand)int.Parse(age.Key, null), age.Value)).ToArray(),
            Genders = genders?.Select(gender => ((Gender)int.Parse(gender.Key, null), gender.Value)).ToArray(),
        };

    private static Gen<CostTargetDraft> Cost =>
        from reference in Maybe(Gen.Choose(1, 500).Select(n => (double?)n / 100), 2)
        from maximum in Maybe(Gen.Choose(0, 5_000).Select(n => (double?)n), 2)
        select new CostTargetDraft
        {
            Deliverable = Deliverable.Post,
            CurrencyCode = "USD",
            ReferenceCostPerEngagement = reference,
            MaximumPrice = maximum,
        };

    private static Gen<SizePreferenceDraft> Size =>
        from followers in Followers
        from spread in Gen.Choose(1, 30)
        select new SizePreferenceDraft { Followers = Math.Max(1, followers ?? 1), LogSpread = spread / 10.0 };

    private static Gen<FitConstraintsDraft> Constraints =>
        from authentic in MaybeShare
        from least in Maybe(Gen.Choose(0, 100_000).Select(n => (ulong?)n), 1)
        from platforms in Maybe(Gen.Constant(new[] { Platform.Instagram, Platform.TikTok }), 1)
        from languages in Maybe(Gen.Constant(new[] { "nb", "en" }), 1)
        from unknown in Gen.Elements(true, false)
        select new FitConstraintsDraft
        {
            MinAuthenticShare = authentic,
            MinFollowers = least,
            Platforms = platforms,
            Languages = languages,
            AllowUnknown = unknown,
        };

    /// <summary>Shares of some of the keys that sum to 1, or leave a remainder.</summary>
    private static Gen<KeyValuePair<string, float>[]> Shares(string[] keys) =>
        from numbers in Gen.Choose(0, 100).ArrayOf(keys.Length)
        from listed in Gen.Frequency((2, Gen.Constant(1.0)), (1, Gen.Choose(0, 100).Select(n => n / 100.0)))
        let sum = Math.Max(1, numbers.Sum())
        select keys.Zip(numbers).Where(pair => pair.Second > 20)
            .Select(pair => KeyValuePair.Create(pair.First, (float)(pair.Second * listed / sum))).ToArray();

    private static Gen<KeyValuePair<string, double>[]> Weights(string[] keys) =>
        from numbers in Gen.Choose(0, 10).ArrayOf(keys.Length)
        from certain in Gen.Choose(0, keys.Length - 1)
        select keys.Select((key, i) => KeyValuePair.Create(key, i == certain ? 1 : numbers[i] / 10.0)).ToArray();

    private static Gen<T?> Maybe<T>(Gen<T> gen, int ofSix) => Gen.Frequency((6 - ofSix, Gen.Constant(default(T))), (ofSix, gen.Select(value => (T?)value)));
}
