using InfluenceGrpc.Core.Creators;
using InfluenceGrpc.Core.Creators.Drafts;
using InfluenceGrpc.Core.Faults;
using V1 = Influence.V1;

namespace InfluenceGrpc.Server.Contract;

/// <summary>Reads a profile that came with a request: the one way in for profiles.</summary>
internal static class ProfileReader
{
    /// <summary>The profile, or every fault in it, with paths from the profile on.</summary>
    public static Checked<CreatorProfile> Read(V1.CreatorProfile profile) => CreatorProfile.Create(new CreatorProfileDraft
    {
        CreatorId = profile.CreatorId,
        Platform = (Platform)profile.Platform,
        Version = profile.Version,
        Followers = profile.HasFollowers ? profile.Followers : null,
        Engagement = profile.Engagement is { } engagement ? Read(engagement) : null,
        Topics = profile.Topics,
        Audience = profile.Audience is { } audience ? Read(audience) : null,
    });

    private static EngagementDraft Read(V1.Engagement engagement) => new()
    {
        Rate = engagement.HasRate ? engagement.Rate : null,
        Basis = (EngagementBasis)engagement.Basis,
        Statistic = (EngagementStatistic)engagement.Statistic,
        AverageLikes = engagement.HasAverageLikes ? engagement.AverageLikes : null,
        AverageComments = engagement.HasAverageComments ? engagement.AverageComments : null,
        AverageShares = engagement.HasAverageShares ? engagement.AverageShares : null,
        AverageViews = engagement.HasAverageViews ? engagement.AverageViews : null,
        SamplePosts = engagement.HasSamplePosts ? engagement.SamplePosts : null,
    };

    private static AudienceDraft Read(V1.Audience audience) => new()
    {
        Countries = audience.Countries,
        Regions = audience.Regions,
        Languages = audience.Languages,
        Interests = audience.Interests,
        AuthenticShare = audience.HasAuthenticShare ? audience.AuthenticShare : null,
        DecisionMakerShare = audience.HasDecisionMakerShare ? audience.DecisionMakerShare : null,
        Base = (AudienceBase)audience.Base,
    };
}
