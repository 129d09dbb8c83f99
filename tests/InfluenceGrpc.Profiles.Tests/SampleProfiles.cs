using InfluenceGrpc.Core.Creators;
using InfluenceGrpc.Core.Creators.Drafts;
using InfluenceGrpc.Server.Profiles;

namespace InfluenceGrpc.Profiles.Tests;

/// <summary>Profiles to store.</summary>
internal static class SampleProfiles
{
    /// <summary>When the samples were written, where a test does not care.</summary>
    public static readonly DateTimeOffset StoredAt = new(2026, 3, 1, 12, 0, 0, 123, TimeSpan.Zero);

    /// <summary>When the figures of <see cref="Full"/> were observed.</summary>
    public static readonly DateTimeOffset ObservedAt = new DateTimeOffset(2026, 2, 28, 23, 59, 59, TimeSpan.Zero).AddTicks(1_234_567);

    /// <summary>A profile that leaves nothing out.</summary>
    public static CreatorProfile Full(string creatorId, ulong version) => Checked(new()
    {
        CreatorId = creatorId,
        Platform = Platform.TikTok,
        Version = version,
        ObservedAt = ObservedAt,
        Followers = 12_345,
        Engagement = new()
        {
            Rate = 0.031,
            Basis = EngagementBasis.Views,
            Statistic = EngagementStatistic.Median,
            AverageLikes = 310.5,
            AverageComments = 0,
            AverageShares = 4.25,
            AverageViews = 10_000,
            AverageReach = 7_654.5,
            SamplePosts = 12,
        },
        Topics = Shares(("sport/running/trail", 0.6f), ("food", 0f), ("音楽", 0.1f)),
        Audience = new()
        {
            Countries = Shares(("NO", 0.7f), ("SE", 0.2f)),
            Regions = Shares(("NO-50", 0.3f), ("Østlandet", 0.1f)),
            Languages = Shares(("nb", 0.8f), ("pt-BR", 0.05f)),
            Interests = Shares(("sport/running", 0.5f)),
            Ages = [(AgeBand.From65, 0.1f), (AgeBand.From18To24, 0.4f), (AgeBand.From13To17, 0f)],
            Genders = [(Gender.Female, 0.55f), (Gender.Other, 0.01f)],
            AuthenticShare = 0.93,
            DecisionMakerShare = 0,
            Base = AudienceBase.Engaged,
        },
        Sponsorship = new() { SponsoredShare = 0.2, DisclosedShare = 1, PaidToOrganicRatio = 0.8, SamplePosts = 50 },
        BrandRelations =
        [
            new() { Brand = "Åpent Brød", OrganicMentions = 3, SponsoredMentions = 0, Sentiment = -0.5, UsesProduct = false, ExclusiveUntil = ObservedAt.AddYears(1) },
            new() { Brand = "Acme", UsesProduct = true },
        ],
        Responsiveness = new() { ReplyShare = 0.25 },
        Prices =
        [
            new() { Deliverable = Deliverable.Video, CurrencyCode = "NOK", Units = 12_000, Nanos = 500_000_000 },
            new() { Deliverable = Deliverable.Story, CurrencyCode = "EUR", Units = 0, Nanos = 1 },
        ],
        SafetyFlags = [SafetyFlag.Drugs, SafetyFlag.Adult],
    });

    /// <summary>The same as builds wrote it that knew no average reach.</summary>
    public static CreatorProfile FullBeforeReach(string creatorId, ulong version)
    {
        var full = Full(creatorId, version);
        return full with { Engagement = full.Engagement! with { AverageReach = null } };
    }

    /// <summary>A profile that says nothing but its id and version.</summary>
    public static CreatorProfile Minimal(string creatorId, ulong version) => Checked(new() { CreatorId = creatorId, Version = version });

    /// <summary>A profile that says nothing but its id, version and followers.</summary>
    public static CreatorProfile WithFollowers(string creatorId, ulong version, ulong followers) =>
        Checked(new() { CreatorId = creatorId, Version = version, Followers = followers });

    /// <summary>A profile as a store gives it back.</summary>
    public static StoredProfile Stored(this CreatorProfile profile) => StoredProfile.Read(ProfileCodec.Encode(profile, StoredAt))!;

    /// <summary>The profile of a draft that has no faults.</summary>
    public static CreatorProfile Checked(CreatorProfileDraft draft)
    {
        var profile = CreatorProfile.Create(draft);
        Assert.Empty(profile.Faults);
        return profile.Value!;
    }

    private static KeyValuePair<string, float>[] Shares(params (string Key, float Share)[] shares) =>
        [.. shares.Select(entry => KeyValuePair.Create(entry.Key, entry.Share))];
}
