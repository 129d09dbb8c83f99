using InfluenceGrpc.Core.Creators;
using InfluenceGrpc.Core.Creators.Drafts;
using InfluenceGrpc.Server.Profiles.Bodies;

namespace InfluenceGrpc.Server.Profiles;

/// <summary>Reads the part of a profile that is stored behind the header.</summary>
/// <remarks>
/// What the domain checks is left to it. What it cannot check is found here, since a draft could not hold it: columns of
/// different lengths, enum numbers that would wrap around in a byte, ratios larger than callers can be told, and times that .NET
/// does not have.
/// </remarks>
internal static class ProfileBodyReader
{
    /// <summary>A draft of the profile, yet to be checked; null where the body can be no profile's.</summary>
    public static CreatorProfileDraft? Read(string creatorId, StoredProfile stored, ProfileBody body) => !IsSound(body)
        ? null
        : new()
        {
            CreatorId = creatorId,
            Platform = stored.Platform,
            Version = stored.Version,
            ObservedAt = stored.ObservedAt,
            Followers = stored.Followers,
            Engagement = body.Engagement is { } engagement ? Read(engagement) : null,
            Topics = Read(body.Topics),
            Audience = body.Audience is { } audience ? Read(audience) : null,
            Sponsorship = body.Sponsorship is { } sponsorship ? Read(sponsorship) : null,
            BrandRelations = [.. body.BrandRelations.Select(Read)],
            Responsiveness = body.HasReplyShare ? new() { ReplyShare = body.ReplyShare } : null,
            Prices = [.. body.Prices.Select(Read)],
            SafetyFlags = [.. body.SafetyFlags.Select(flag => (SafetyFlag)flag)],
        };

    private static bool IsSound(ProfileBody body) =>
        IsSound(body.Topics)
        && (body.Engagement is not { } engagement || (IsByte(engagement.Basis) && IsByte(engagement.Statistic)))
        && (body.Audience is not { } audience || IsSound(audience))
        && (body.Sponsorship is not { HasPaidToOrganicRatio: true } sponsorship || IsFloat(sponsorship.PaidToOrganicRatio))
        && body.BrandRelations.All(relation => !relation.HasExclusiveUntil || IsTime(relation.ExclusiveUntil))
        && body.Prices.All(price => IsByte(price.Deliverable))
        && body.SafetyFlags.All(IsByte);

    private static bool IsSound(AudienceBody audience) =>
        IsByte(audience.Base)
        && IsSound(audience.Countries) && IsSound(audience.Regions) && IsSound(audience.Languages) && IsSound(audience.Interests)
        && IsSound(audience.Ages) && IsSound(audience.Genders);

    private static bool IsSound(SharesBody? shares) => shares is null || shares.Keys.Count == shares.Shares.Count;

    private static bool IsSound(GroupSharesBody? shares) =>
        shares is null || (shares.Groups.Count == shares.Shares.Count && shares.Groups.All(IsByte));

    private static bool IsByte(uint number) => number <= byte.MaxValue;

    // A ratio has no upper bound but what the contract's field holds; beyond that it would be told as infinite.
    private static bool IsFloat(double number) => Math.Abs(number) <= float.MaxValue;

    private static bool IsTime(long ticks) => ticks >= 0 && ticks <= DateTimeOffset.MaxValue.UtcTicks;

    private static EngagementDraft Read(EngagementBody engagement) => new()
    {
        Rate = engagement.HasRate ? engagement.Rate : null,
        Basis = (EngagementBasis)engagement.Basis,
        Statistic = (EngagementStatistic)engagement.Statistic,
        AverageLikes = engagement.HasAverageLikes ? engagement.AverageLikes : null,
        AverageComments = engagement.HasAverageComments ? engagement.AverageComments : null,
        AverageShares = engagement.HasAverageShares ? engagement.AverageShares : null,
        AverageViews = engagement.HasAverageViews ? engagement.AverageViews : null,
        AverageReach = engagement.HasAverageReach ? engagement.AverageReach : null,
        SamplePosts = engagement.HasSamplePosts ? engagement.SamplePosts : null,
    };

    private static AudienceDraft Read(AudienceBody audience) => new()
    {
        Countries = Read(audience.Countries),
        Regions = Read(audience.Regions),
        Languages = Read(audience.Languages),
        Interests = Read(audience.Interests),
        Ages = audience.Ages is { } ages ? [.. ages.Groups.Zip(ages.Shares, (band, share) => ((AgeBand)band, share))] : null,
        Genders = audience.Genders is { } genders ? [.. genders.Groups.Zip(genders.Shares, (gender, share) => ((Gender)gender, share))] : null,
        AuthenticShare = audience.HasAuthenticShare ? audience.AuthenticShare : null,
        DecisionMakerShare = audience.HasDecisionMakerShare ? audience.DecisionMakerShare : null,
        Base = (AudienceBase)audience.Base,
    };

    private static SponsorshipDraft Read(SponsorshipBody sponsorship) => new()
    {
        SponsoredShare = sponsorship.HasSponsoredShare ? sponsorship.SponsoredShare : null,
        DisclosedShare = sponsorship.HasDisclosedShare ? sponsorship.DisclosedShare : null,
        PaidToOrganicRatio = sponsorship.HasPaidToOrganicRatio ? sponsorship.PaidToOrganicRatio : null,
        SamplePosts = sponsorship.HasSamplePosts ? sponsorship.SamplePosts : null,
    };

    private static BrandRelationDraft Read(BrandRelationBody relation) => new()
    {
        Brand = relation.Brand,
        OrganicMentions = relation.HasOrganicMentions ? relation.OrganicMentions : null,
        SponsoredMentions = relation.HasSponsoredMentions ? relation.SponsoredMentions : null,
        Sentiment = relation.HasSentiment ? relation.Sentiment : null,
        UsesProduct = relation.HasUsesProduct ? relation.UsesProduct : null,
        ExclusiveUntil = relation.HasExclusiveUntil ? new DateTimeOffset(relation.ExclusiveUntil, TimeSpan.Zero) : null,
    };

    private static PriceDraft Read(PriceBody price) => new()
    {
        Deliverable = (Deliverable)price.Deliverable,
        CurrencyCode = price.CurrencyCode,
        Units = price.Units,
        Nanos = price.Nanos,
    };

    private static KeyValuePair<string, float>[]? Read(SharesBody? shares) =>
        shares is null ? null : [.. shares.Keys.Zip(shares.Shares, (key, share) => KeyValuePair.Create(SharedKeys.Share(key), share))];
}
