using InfluenceGrpc.Core.Creators;
using InfluenceGrpc.Core.Creators.Drafts;
using InfluenceGrpc.Core.Fit.Derivation;
using InfluenceGrpc.Core.Fit.Models;

namespace InfluenceGrpc.Core.Tests.Fit.Derivation;

/// <summary>Examples, and briefs derived of them.</summary>
internal static class Derivations
{
    public static readonly FitModel Model = TestModels.Plain();
    public static readonly DerivationRule Rule = Model.Derivation;

    private static int next;

    public static BriefEvidence Part(DerivedBrief derived, string part) => derived.Evidence.Single(evidence => evidence.Part == part);

    public static DerivedBrief Derive(
        CreatorProfileDraft[] examples, CreatorProfileDraft[]? background = null, string brand = "", DerivationRule? rule = null, FitModel? model = null)
    {
        var derivation = new BriefDerivation((model ?? Model) with { Derivation = rule ?? Rule }, "", brand);
        foreach (var example in examples)
        {
            derivation.AddExample(Read(example));
        }

        foreach (var creator in background ?? [])
        {
            derivation.AddBackground(Read(creator));
        }

        return derivation.Derive();
    }

    public static CreatorProfile Read(CreatorProfileDraft draft) => Scoring.Scores.Read(draft with { CreatorId = $"creator-{Interlocked.Increment(ref next)}" });

    public static CreatorProfileDraft Topics(params (string Topic, float Share)[] topics) =>
        new() { Topics = [.. topics.Select(topic => KeyValuePair.Create(topic.Topic, topic.Share))] };

    public static CreatorProfileDraft Brands(params (string Brand, uint Mentions, double? Sentiment)[] brands) =>
        new() { BrandRelations = [.. brands.Select(brand => new BrandRelationDraft { Brand = brand.Brand, OrganicMentions = brand.Mentions, Sentiment = brand.Sentiment })] };

    public static CreatorProfileDraft Sized(ulong followers) => new() { Followers = followers };

    public static CreatorProfileDraft Audience(string country, float share, string? language = null) => new()
    {
        Audience = new() { Countries = [KeyValuePair.Create(country, share)], Languages = language is null ? null : [KeyValuePair.Create(language, share)] },
    };

    public static void Close(IEnumerable<double> expected, IEnumerable<double> actual, double within = 1e-9) =>
        Assert.All(expected.Zip(actual.ToArray(), (wanted, got) => (wanted, got)), pair => Assert.Equal(pair.wanted, pair.got, Math.Abs(pair.wanted * within) + within));
}
