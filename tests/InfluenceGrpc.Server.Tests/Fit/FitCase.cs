using Google.Protobuf.WellKnownTypes;
using InfluenceGrpc.Core.Creators;
using InfluenceGrpc.Core.Fit.Models;
using InfluenceGrpc.Core.Fit.Scoring;
using InfluenceGrpc.Core.Tiers;
using InfluenceGrpc.Server.Contract;
using V1 = Influence.V1;

namespace InfluenceGrpc.Server.Tests.Fit;

/// <summary>A brief and creators that between them come to everything that a score can tell.</summary>
internal static class FitCase
{
    /// <summary>Asks for everything and excludes by everything.</summary>
    public static V1.Brief Brief => new()
    {
        Topics = { ["sport/running"] = 1 },
        Audience = new() { Countries = { ["NO"] = 1 }, Languages = { ["nb"] = 1 }, Interests = { ["food"] = 1 }, Genders = { new V1.GenderWeight { Gender = V1.Gender.Female, Weight = 1 } } },
        Brand = "Fjell",
        Competitors = { "Alfa" },
        RelatedBrands = { ["Tursko"] = 0.5 },
        Cost = new() { Deliverable = V1.Deliverable.ShortVideo, CurrencyCode = "NOK", ReferenceCostPerEngagement = 3, MaximumPrice = 500 },
        Size = new() { Followers = 8_000, LogSpread = 1 },
        Constraints = new()
        {
            Platforms = { V1.Platform.Tiktok, V1.Platform.Youtube },
            Tiers = new() { SchemeId = "harvard-media", Ordinals = { 1, 2 } },
            MinFollowers = 900,
            MaxFollowers = 5_000,
            MinAuthenticShare = 0.9,
            Languages = { "fi", "sv" },
            ExcludedCreatorIds = { "full" },
            PriceRequired = true,
        },
    };

    /// <summary>Meets no constraint of the brief but the least followers; with most words of caution.</summary>
    public static V1.CreatorProfile Full => new()
    {
        CreatorId = "full",
        Platform = V1.Platform.Instagram,
        Followers = 48_211,
        Engagement = new() { Rate = 0.03, Basis = V1.EngagementBasis.Followers, SamplePosts = 1 },
        Topics = { ["sport/running/trail"] = 0.5f },
        Audience = new()
        {
            Countries = { ["NO"] = 0.625f, ["SE"] = 0.25f },
            Languages = { ["nb"] = 0.5f, ["en"] = 0.5f },
            Interests = { ["food"] = 0.5f },
            Genders = { new V1.GenderShare { Gender = V1.Gender.Female, Share = 0.75f } },
            AuthenticShare = 0.25f,
            DecisionMakerShare = 0.5f,
        },
        Sponsorship = new() { SponsoredShare = 0.75f, DisclosedShare = 0.125f, PaidToOrganicRatio = 0.5f, SamplePosts = 20 },
        BrandRelations =
        {
            new V1.BrandRelation { Brand = "Alfa", OrganicMentions = 2, ExclusiveUntil = new Timestamp { Seconds = 4_000_000_000 } },
            new V1.BrandRelation { Brand = "Fjell", OrganicMentions = 6, Sentiment = -0.75f, UsesProduct = true },
            new V1.BrandRelation { Brand = "Tursko", OrganicMentions = 1 },
        },
        Responsiveness = new() { ReplyShare = 0.25f },
        Prices = { Price("NOK", 3_500) },
        SafetyFlags = { V1.SafetyFlag.Obscenity, V1.SafetyFlag.SensitiveIssues },
    };

    /// <summary>Tells nothing but its id, and a price in a currency that the brief does not ask for.</summary>
    public static V1.CreatorProfile Empty => new() { CreatorId = "empty", Prices = { Price("EUR", 100) } };

    /// <summary>Too small, with more engagement than anybody has, and known in part.</summary>
    public static V1.CreatorProfile Small => new()
    {
        CreatorId = "small",
        Platform = V1.Platform.Tiktok,
        Followers = 100,
        Engagement = new() { Rate = 9, Basis = V1.EngagementBasis.Followers, SamplePosts = 40 },
        Audience = new() { Countries = { ["NO"] = 0.5f }, AuthenticShare = 1 },
        Sponsorship = new() { SponsoredShare = 0 },
        BrandRelations = { new V1.BrandRelation { Brand = "Zeta", OrganicMentions = 1 } },
    };

    public static CompiledBrief Compile(V1.Brief brief)
    {
        var read = new BriefReader(TierSchemeCatalog.BuiltIn).Read(brief, FitModelCatalog.BuiltIn.Default);
        Assert.True(read.IsValid, string.Join("; ", read.Faults));
        return new(read.Value, FitModelCatalog.BuiltIn.Default);
    }

    /// <summary>The score of a creator, as told to clients.</summary>
    public static V1.FitScore Explain(V1.Brief brief, V1.CreatorProfile sent)
    {
        var compiled = Compile(brief);
        var profile = Read(sent);
        var figures = compiled.NewFigures();
        FitScorer.Score(compiled, profile, figures);
        Assert.True(figures.HasScore);
        return FitScoreWriter.Write(compiled, profile, figures);
    }

    private static CreatorProfile Read(V1.CreatorProfile sent)
    {
        var read = ProfileReader.Read(sent);
        Assert.True(read.IsValid, string.Join("; ", read.Faults));
        return read.Value;
    }

    private static V1.Price Price(string currency, long units) =>
        new() { Deliverable = V1.Deliverable.ShortVideo, Amount = new() { CurrencyCode = currency, Units = units } };
}
