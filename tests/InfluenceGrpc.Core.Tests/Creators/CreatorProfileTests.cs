using InfluenceGrpc.Core.Creators;
using InfluenceGrpc.Core.Creators.Drafts;
using InfluenceGrpc.Core.Faults;

namespace InfluenceGrpc.Core.Tests.Creators;

public sealed class CreatorProfileTests
{
    private static readonly CreatorProfileDraft Full = new()
    {
        CreatorId = "anna",
        Platform = Platform.Instagram,
        Version = 7,
        ObservedAt = DateTimeOffset.UnixEpoch,
        Followers = 12_000,
        Engagement = new()
        {
            Rate = 0.04,
            Basis = EngagementBasis.Followers,
            Statistic = EngagementStatistic.Median,
            AverageLikes = 400,
            AverageComments = 20,
            AverageShares = 3,
            AverageViews = 9_000,
            AverageReach = 6_000,
            SamplePosts = 12,
        },
        Topics = Shares(("sport/running/trail", 0.6f), ("food", 0.4f)),
        Audience = new()
        {
            Countries = Shares(("NO", 0.7f), ("SE", 0.2f)),
            Regions = Shares(("NO-03", 0.5f)),
            Languages = Shares(("nb", 0.8f), ("zh-Hant-TW", 0.1f)),
            Interests = Shares(("sport/running", 0.9f)),
            Ages = [(AgeBand.From25To34, 0.4f), (AgeBand.From18To24, 0.3f), (AgeBand.From65, 0.3f)],
            Genders = [(Gender.Female, 0.6f), (Gender.Male, 0.38f)],
            AuthenticShare = 0.9,
            DecisionMakerShare = 0.1,
            Base = AudienceBase.Engaged,
        },
        Sponsorship = new() { SponsoredShare = 0.1, DisclosedShare = 1, PaidToOrganicRatio = 0.9, SamplePosts = 30 },
        BrandRelations =
        [
            new() { Brand = "zeta", OrganicMentions = 3, SponsoredMentions = 1, Sentiment = -1, UsesProduct = true },
            new() { Brand = "alfa", ExclusiveUntil = DateTimeOffset.UnixEpoch },
        ],
        Responsiveness = new() { ReplyShare = 0.5 },
        Prices = [new() { Deliverable = Deliverable.Post, CurrencyCode = "NOK", Units = 1_500, Nanos = 500_000_000 }],
        SafetyFlags = [SafetyFlag.Arms, SafetyFlag.Adult, SafetyFlag.Arms],
    };

    private static readonly Dictionary<string, (CreatorProfileDraft Draft, string Path, FaultCode Code)> Cases = new(StringComparer.Ordinal)
    {
        ["id missing"] = (Full with { CreatorId = null }, "creatorId", FaultCode.Required),
        ["id empty"] = (Full with { CreatorId = "" }, "creatorId", FaultCode.Required),
        ["id 129 bytes"] = (Full with { CreatorId = new string('æ', 64) + "a" }, "creatorId", FaultCode.TooLong),
        ["id control"] = (Full with { CreatorId = "a\tb" }, "creatorId", FaultCode.Malformed),
        ["id half a surrogate pair"] = (Full with { CreatorId = "a\ud83d" }, "creatorId", FaultCode.Malformed),
        ["platform"] = (Full with { Platform = (Platform)11 }, "platform", FaultCode.UnknownValue),
        ["followers"] = (Full with { Followers = FollowerCount.Max + 1 }, "followers", FaultCode.OutOfRange),
        ["rate negative"] = (Full with { Engagement = new() { Rate = -0.1, Basis = EngagementBasis.Reach } }, "engagement.rate", FaultCode.OutOfRange),
        ["rate NaN"] = (Full with { Engagement = new() { Rate = double.NaN, Basis = EngagementBasis.Reach } }, "engagement.rate", FaultCode.NotFinite),
        ["rate without basis"] = (Full with { Engagement = new() { Rate = 0.1 } }, "engagement.basis", FaultCode.Required),
        ["basis unknown"] = (Full with { Engagement = new() { Basis = (EngagementBasis)4 } }, "engagement.basis", FaultCode.UnknownValue),
        ["statistic unknown"] =
            (Full with { Engagement = new() { Statistic = (EngagementStatistic)3 } }, "engagement.statistic", FaultCode.UnknownValue),
        ["likes infinite"] =
            (Full with { Engagement = new() { AverageLikes = double.PositiveInfinity } }, "engagement.averageLikes", FaultCode.NotFinite),
        ["reach negative"] = (Full with { Engagement = new() { AverageReach = -1 } }, "engagement.averageReach", FaultCode.OutOfRange),
        ["reach too large"] = (Full with { Engagement = new() { AverageReach = 1.1e12 } }, "engagement.averageReach", FaultCode.OutOfRange),
        ["reach NaN"] = (Full with { Engagement = new() { AverageReach = double.NaN } }, "engagement.averageReach", FaultCode.NotFinite),
        ["sample 0"] = (Full with { Engagement = new() { SamplePosts = 0 } }, "engagement.samplePosts", FaultCode.OutOfRange),
        ["topic upper case"] = (Full with { Topics = Shares(("Sport", 1)) }, "topics[\"Sport\"]", FaultCode.Malformed),
        ["topics sum"] = (Full with { Topics = Shares(("a", 0.6f), ("b", 0.402f)) }, "topics", FaultCode.Sum),
        ["topic twice"] = (Full with { Topics = Shares(("a", 0.1f), ("a", 0.2f)) }, "topics[\"a\"]", FaultCode.Duplicate),
        ["1,001 topics"] = (Full with { Topics = [.. Enumerable.Range(0, 1_001).Select(i => KeyValuePair.Create($"t{i}", 0f))] }, "topics", FaultCode.TooMany),
        ["country unknown"] = (Audience(a => a with { Countries = Shares(("XX", 0.1f)) }), "audience.countries[\"XX\"]", FaultCode.UnknownValue),
        ["country lower case"] = (Audience(a => a with { Countries = Shares(("no", 0.1f)) }), "audience.countries[\"no\"]", FaultCode.UnknownValue),
        ["share above 1"] = (Audience(a => a with { Countries = Shares(("NO", 1.1f)) }), "audience.countries[\"NO\"]", FaultCode.OutOfRange),
        ["share negative"] = (Audience(a => a with { Countries = Shares(("NO", -0.1f)) }), "audience.countries[\"NO\"]", FaultCode.OutOfRange),
        ["share NaN"] = (Audience(a => a with { Countries = Shares(("NO", float.NaN)) }), "audience.countries[\"NO\"]", FaultCode.NotFinite),
        ["region empty"] = (Audience(a => a with { Regions = Shares(("", 0.1f)) }), "audience.regions[\"\"]", FaultCode.Required),
        ["language"] = (Audience(a => a with { Languages = Shares(("norsk!", 0.1f)) }), "audience.languages[\"norsk!\"]", FaultCode.Malformed),
        ["interest"] = (Audience(a => a with { Interests = Shares(("a//b", 0.1f)) }), "audience.interests[\"a//b\"]", FaultCode.Malformed),
        ["age band missing"] = (Audience(a => a with { Ages = [(AgeBand.Unspecified, 0.1f)] }), "audience.ages[0].band", FaultCode.Required),
        ["age band unknown"] = (Audience(a => a with { Ages = [((AgeBand)8, 0.1f)] }), "audience.ages[0].band", FaultCode.UnknownValue),
        ["age band twice"] =
            (Audience(a => a with { Ages = [(AgeBand.From65, 0.1f), (AgeBand.From65, 0.1f)] }), "audience.ages[1].band", FaultCode.Duplicate),
        ["age share 2"] = (Audience(a => a with { Ages = [(AgeBand.From65, 2f)] }), "audience.ages[0].share", FaultCode.OutOfRange),
        ["ages sum"] =
            (Audience(a => a with { Ages = [(AgeBand.From13To17, 0.6f), (AgeBand.From65, 0.6f)] }), "audience.ages", FaultCode.Sum),
        ["gender share"] = (Audience(a => a with { Genders = [(Gender.Female, -1f)] }), "audience.genders[0].share", FaultCode.OutOfRange),
        ["gender NaN"] = (Audience(a => a with { Genders = [(Gender.Female, float.NaN)] }), "audience.genders[0].share", FaultCode.NotFinite),
        ["genders sum"] = (Audience(a => a with { Genders = [(Gender.Male, 0.6f), (Gender.Other, 0.6f)] }), "audience.genders", FaultCode.Sum),
        ["authentic"] = (Audience(a => a with { AuthenticShare = 1.01 }), "audience.authenticShare", FaultCode.OutOfRange),
        ["decision makers"] = (Audience(a => a with { DecisionMakerShare = double.NaN }), "audience.decisionMakerShare", FaultCode.NotFinite),
        ["base"] = (Audience(a => a with { Base = (AudienceBase)3 }), "audience.base", FaultCode.UnknownValue),
        ["sponsored"] = (Full with { Sponsorship = new() { SponsoredShare = 2 } }, "sponsorship.sponsoredShare", FaultCode.OutOfRange),
        ["disclosed"] = (Full with { Sponsorship = new() { DisclosedShare = -1 } }, "sponsorship.disclosedShare", FaultCode.OutOfRange),
        ["ratio"] = (Full with { Sponsorship = new() { PaidToOrganicRatio = -1 } }, "sponsorship.paidToOrganicRatio", FaultCode.OutOfRange),
        ["sponsorship sample 0"] = (Full with { Sponsorship = new() { SamplePosts = 0 } }, "sponsorship.samplePosts", FaultCode.OutOfRange),
        ["brand missing"] = (Full with { BrandRelations = [new()] }, "brandRelations[0].brand", FaultCode.Required),
        ["brand twice"] = (Full with { BrandRelations = [new() { Brand = "a" }, new() { Brand = "a" }] }, "brandRelations[1].brand", FaultCode.Duplicate),
        ["sentiment"] = (Full with { BrandRelations = [new() { Brand = "a", Sentiment = 1.1 }] }, "brandRelations[0].sentiment", FaultCode.OutOfRange),
        ["1,001 brands"] =
            (Full with { BrandRelations = [.. Enumerable.Repeat(new BrandRelationDraft { Brand = "a" }, 1_001)] }, "brandRelations", FaultCode.TooMany),
        ["reply share"] = (Full with { Responsiveness = new() { ReplyShare = 1.5 } }, "responsiveness.replyShare", FaultCode.OutOfRange),
        ["currency"] = (Price(p => p with { CurrencyCode = "kr" }), "prices[0].amount.currencyCode", FaultCode.Malformed),
        ["price negative"] = (Price(p => p with { Units = -1 }), "prices[0].amount.units", FaultCode.OutOfRange),
        ["price nanos"] = (Price(p => p with { Nanos = 1_000_000_000 }), "prices[0].amount.nanos", FaultCode.OutOfRange),
        ["price without amount"] = (Price(p => p with { Units = null }), "prices[0].amount", FaultCode.Required),
        ["price of nothing"] = (Price(p => p with { Deliverable = Deliverable.Unspecified }), "prices[0].deliverable", FaultCode.Required),
        ["price of something unknown"] = (Price(p => p with { Deliverable = (Deliverable)7 }), "prices[0].deliverable", FaultCode.UnknownValue),
        ["price twice"] = (Full with { Prices = [Full.Prices![0], Full.Prices[0]] }, "prices[1]", FaultCode.Duplicate),
        ["65 prices"] = (Full with { Prices = [.. Enumerable.Repeat(Full.Prices![0], 65)] }, "prices", FaultCode.TooMany),
        ["flag unknown"] = (Full with { SafetyFlags = [SafetyFlag.Adult, (SafetyFlag)13] }, "safetyFlags[1]", FaultCode.UnknownValue),
        ["flag unspecified"] = (Full with { SafetyFlags = [SafetyFlag.Unspecified] }, "safetyFlags[0]", FaultCode.UnknownValue),
        ["65 flags"] = (Full with { SafetyFlags = [.. Enumerable.Repeat(SafetyFlag.Arms, 65)] }, "safetyFlags", FaultCode.TooMany),
    };

    public static TheoryData<string> CaseNames() => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(CaseNames))]
    public void Rejects_OneFault_AtItsPath(string name)
    {
        var (draft, path, code) = Cases[name];
        var checkedProfile = CreatorProfile.Create(draft);
        Assert.Null(checkedProfile.Value);
        Assert.Equal([(path, code)], checkedProfile.Faults.Select(fault => (fault.Path, fault.Code)));
    }

    [Fact]
    public void Rejects_ManyFaults_AllAtOnce()
    {
        var faults = CreatorProfile.Create(new CreatorProfileDraft
        {
            Followers = ulong.MaxValue,
            Topics = Shares(("A", 2f)),
            Audience = new() { Countries = Shares(("XX", 0.1f), ("YY", 0.1f)), AuthenticShare = 2 },
            BrandRelations = [new() { Brand = "a" }, new() { Sentiment = 5 }],
        }).Faults;
        Assert.Equal(
            ["creatorId", "followers", "topics[\"A\"]", "topics[\"A\"]", "audience.authenticShare", "audience.countries[\"XX\"]",
                "audience.countries[\"YY\"]", "brandRelations[1].brand", "brandRelations[1].sentiment"],
            faults.Select(fault => fault.Path));
    }

    [Fact]
    public void Accepts_FullProfile_AndOrdersWhatHasNoOrder()
    {
        var profile = CreatorProfile.Create(Full).Value!;
        Assert.Equal(12_000UL, profile.Followers);
        Assert.Equal((9_000.0, 6_000.0), (profile.Engagement!.AverageViews, profile.Engagement.AverageReach));
        Assert.Equal(["food", "sport/running/trail"], profile.Topics!.Keys.ToArray());
        Assert.Equal(0.7f, profile.Audience!.Countries!.Share("NO"));
        Assert.Null(profile.Audience.Countries.Share("DK"));
        Assert.Equal(0.4, profile.Audience.Ages!.Share(AgeBand.From25To34)!.Value, 6);
        Assert.Null(profile.Audience.Ages.Share(AgeBand.From35To44));
        Assert.Equal(["alfa", "zeta"], profile.BrandRelations.Select(relation => relation.Brand));
        Assert.Equal([null, 4UL], profile.BrandRelations.Select(relation => relation.Mentions));
        Assert.Equal([SafetyFlag.Adult, SafetyFlag.Arms], profile.SafetyFlags);
        var price = Assert.Single(profile.Prices);
        Assert.Equal((Deliverable.Post, 1_500.5m, "NOK"), (price.Deliverable, price.Amount, price.CurrencyCode));
        Assert.Equal(0.5, profile.ReplyShare);
        Assert.Null(profile.Audience.Genders!.Share(Gender.Other));
    }

    [Fact]
    public void Accepts_OnlyAnId_AndLeavesTheRestUnknown()
    {
        var profile = CreatorProfile.Create(new CreatorProfileDraft { CreatorId = "a", Topics = [], Audience = new() { Genders = [] } }).Value!;
        Assert.Null(profile.Followers);
        Assert.Null(profile.Engagement);
        Assert.Null(profile.Topics);
        Assert.Null(profile.Audience!.Countries);
        Assert.Null(profile.Audience.Genders);
        Assert.Empty(profile.BrandRelations);
        Assert.Empty(profile.Prices);
    }

    [Fact]
    public void Accepts_ValuesAtTheirLimits()
    {
        var draft = Full with
        {
            CreatorId = new string('æ', 64),
            Followers = FollowerCount.Max,
            Topics = Shares(("a", 0.6f), ("b", 0.4009f)),
            SafetyFlags = [.. Enumerable.Repeat(SafetyFlag.Arms, 64)],
            Prices = [new() { Deliverable = Deliverable.Live, CurrencyCode = "XAU", Units = long.MaxValue, Nanos = 999_999_999 }],
        };
        Assert.Empty(CreatorProfile.Create(draft).Faults);
        Assert.Equal(0UL, CreatorProfile.Create(Full with { Followers = 0 }).Value!.Followers);
        Assert.Equal([0, 1e12], new[] { 0, 1e12 }.Select(
            reach => CreatorProfile.Create(Full with { Engagement = new() { AverageReach = reach } }).Value!.Engagement!.AverageReach!.Value));
        Assert.Empty(CreatorProfile.Create(Audience(a => a with { Countries = Shares(("NO", 1f)), AuthenticShare = 0 })).Faults);
    }

    private static CreatorProfileDraft Audience(Func<AudienceDraft, AudienceDraft> change) => Full with { Audience = change(Full.Audience!) };

    private static CreatorProfileDraft Price(Func<PriceDraft, PriceDraft> change) => Full with { Prices = [change(Full.Prices![0])] };

    private static KeyValuePair<string, float>[] Shares(params (string Key, float Share)[] shares) =>
        [.. shares.Select(share => KeyValuePair.Create(share.Key, share.Share))];
}
