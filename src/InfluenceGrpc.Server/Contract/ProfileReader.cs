using InfluenceGrpc.Core.Creators;
using InfluenceGrpc.Core.Creators.Drafts;
using InfluenceGrpc.Core.Faults;
using V1 = Influence.V1;

namespace InfluenceGrpc.Server.Contract;

/// <summary>Reads a profile that came with a request: the one way in for profiles.</summary>
internal static class ProfileReader
{
    /// <summary>The profile, or every fault in it, with paths from the profile on.</summary>
    public static Checked<CreatorProfile> Read(V1.CreatorProfile profile)
    {
        var times = new FaultList();
        var draft = new CreatorProfileDraft
        {
            CreatorId = profile.CreatorId,
            Platform = (Platform)profile.Platform,
            Version = profile.Version,
            ObservedAt = TimestampReader.Read(profile.ObservedAt, "observedAt", times),
            Followers = profile.HasFollowers ? profile.Followers : null,
            Engagement = profile.Engagement is { } engagement ? Read(engagement) : null,
            Topics = profile.Topics,
            Audience = profile.Audience is { } audience ? Read(audience) : null,
            Sponsorship = profile.Sponsorship is { } sponsorship ? Read(sponsorship) : null,
            BrandRelations = [.. profile.BrandRelations.Select((relation, i) => Read(relation, i, times))],
            Responsiveness = profile.Responsiveness is { HasReplyShare: true } responsiveness
                ? new() { ReplyShare = responsiveness.ReplyShare }
                : null,
            Prices = [.. profile.Prices.Select(Read)],
            SafetyFlags = [.. profile.SafetyFlags.Select(flag => (SafetyFlag)flag)],
        };
        return CreatorProfile.Create(draft, times);
    }

    private static EngagementDraft Read(V1.Engagement engagement) => new()
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

    private static AudienceDraft Read(V1.Audience audience) => new()
    {
        Countries = audience.Countries,
        Regions = audience.Regions,
        Languages = audience.Languages,
        Interests = audience.Interests,
        Ages = [.. audience.Ages.Select(age => ((AgeBand)age.Band, age.Share))],
        Genders = [.. audience.Genders.Select(gender => ((Gender)gender.Gender, gender.Share))],
        AuthenticShare = audience.HasAuthenticShare ? audience.AuthenticShare : null,
        DecisionMakerShare = audience.HasDecisionMakerShare ? audience.DecisionMakerShare : null,
        Base = (AudienceBase)audience.Base,
    };

    private static SponsorshipDraft Read(V1.Sponsorship sponsorship) => new()
    {
        SponsoredShare = sponsorship.HasSponsoredShare ? sponsorship.SponsoredShare : null,
        DisclosedShare = sponsorship.HasDisclosedShare ? sponsorship.DisclosedShare : null,
        PaidToOrganicRatio = sponsorship.HasPaidToOrganicRatio ? sponsorship.PaidToOrganicRatio : null,
        SamplePosts = sponsorship.HasSamplePosts ? sponsorship.SamplePosts : null,
    };

    private static BrandRelationDraft Read(V1.BrandRelation relation, int index, FaultList times) => new()
    {
        Brand = relation.Brand,
        OrganicMentions = relation.HasOrganicMentions ? relation.OrganicMentions : null,
        SponsoredMentions = relation.HasSponsoredMentions ? relation.SponsoredMentions : null,
        Sentiment = relation.HasSentiment ? relation.Sentiment : null,
        UsesProduct = relation.HasUsesProduct ? relation.UsesProduct : null,
        ExclusiveUntil = TimestampReader.Read(relation.ExclusiveUntil, $"brandRelations[{index}].exclusiveUntil", times),
    };

    private static PriceDraft Read(V1.Price price) => new()
    {
        Deliverable = (Deliverable)price.Deliverable,
        CurrencyCode = price.Amount?.CurrencyCode,
        Units = price.Amount?.Units,
        Nanos = price.Amount?.Nanos ?? 0,
    };
}
