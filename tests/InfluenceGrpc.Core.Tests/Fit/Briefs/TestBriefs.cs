using InfluenceGrpc.Core.Creators;
using InfluenceGrpc.Core.Faults;
using InfluenceGrpc.Core.Fit;
using InfluenceGrpc.Core.Fit.Briefs;
using InfluenceGrpc.Core.Fit.Briefs.Drafts;
using InfluenceGrpc.Core.Tiers;

namespace InfluenceGrpc.Core.Tests.Fit.Briefs;

/// <summary>Briefs for tests.</summary>
internal static class TestBriefs
{
    /// <summary>Valid, with everything given.</summary>
    public static BriefDraft Full { get; } = new()
    {
        Title = "Trail shoes",
        Topics = Weights(("sport/running", 1), ("food", 0.2)),
        Audience = new()
        {
            Countries = Weights(("NO", 1), ("SE", 0.5)),
            Regions = Weights(("NO-03", 1)),
            Languages = Weights(("nb", 1), ("pt-BR", 0)),
            Interests = Weights(("sport", 1)),
            Ages = [(AgeBand.From25To34, 1), (AgeBand.From18To24, 0.5), (AgeBand.From65, 0)],
            Genders = [(Gender.Female, 1), (Gender.Other, 0.25)],
        },
        Brand = "Fjell",
        Competitors = ["Zeta", "Alfa"],
        RelatedBrands = Weights(("Tursko", 1), ("Bekk", 0.5)),
        Cost = new() { Deliverable = Deliverable.ShortVideo, CurrencyCode = "NOK", ReferenceCostPerEngagement = 5, MaximumPrice = 8_000 },
        Size = new() { Followers = 8_000, LogSpread = 1 },
        Constraints = new()
        {
            Platforms = [Platform.TikTok, Platform.Instagram],
            Tiers = new() { SchemeId = "no-1k-10k", Ordinals = [2, 1] },
            MinFollowers = 1_000,
            MaxFollowers = 50_000,
            MinAuthenticShare = 0.7,
            Languages = ["nn", "NB"],
            MinLanguageShare = 0.5,
            ExcludedCreatorIds = ["b", "a"],
            PriceRequired = true,
            ToleratedSafetyFlags = [SafetyFlag.Drugs, SafetyFlag.Arms],
            AllowUnknown = true,
        },
        Preset = WeightPreset.Conversion,
        Weights = new() { Niche = 1, Size = 0 },
        MissingPolicy = MissingPolicy.Pessimistic,
        CampaignStart = DateTimeOffset.UnixEpoch,
    };

    /// <summary>Valid, with topics alone.</summary>
    public static BriefDraft Topics { get; } = new() { Topics = Weights(("sport/running", 1)) };

    public static Checked<Brief> Check(BriefDraft draft) => BriefValidator.Validate(draft, TestModels.Plain(), TierSchemeCatalog.BuiltIn);

    /// <summary>The brief of a draft that must be valid.</summary>
    public static Brief Read(BriefDraft draft)
    {
        var read = Check(draft);
        Assert.True(read.IsValid, string.Join("; ", read.Faults));
        return read.Value;
    }

    public static KeyValuePair<string, double>[] Weights(params (string Key, double Weight)[] weights) =>
        [.. weights.Select(weight => KeyValuePair.Create(weight.Key, weight.Weight))];

    /// <summary>So many entries of weight 1 with different keys.</summary>
    public static KeyValuePair<string, double>[] Many(int count) =>
        [.. Enumerable.Range(0, count).Select(i => KeyValuePair.Create($"k{i}", 1.0))];

    public static BriefDraft Audience(Func<TargetAudienceDraft, TargetAudienceDraft> change) =>
        Full with { Audience = change(Full.Audience!) };

    public static BriefDraft Cost(Func<CostTargetDraft, CostTargetDraft> change) => Full with { Cost = change(Full.Cost!) };

    public static BriefDraft Size(double followers, double logSpread) =>
        Full with { Size = new() { Followers = followers, LogSpread = logSpread } };

    public static BriefDraft Constraints(Func<FitConstraintsDraft, FitConstraintsDraft> change) =>
        Full with { Constraints = change(Full.Constraints!) };

    /// <summary>A brief that constrains tiers, followers and platforms only.</summary>
    public static BriefDraft WithTiers(string scheme, uint[] ordinals, ulong? min = null, ulong? max = null, params Platform[] platforms) =>
        Topics with
        {
            Constraints = new()
            {
                Platforms = platforms,
                Tiers = new() { SchemeId = scheme, Ordinals = ordinals },
                MinFollowers = min,
                MaxFollowers = max,
            },
        };
}
