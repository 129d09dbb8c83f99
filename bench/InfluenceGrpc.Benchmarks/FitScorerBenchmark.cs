using BenchmarkDotNet.Attributes;
using InfluenceGrpc.Core.Creators;
using InfluenceGrpc.Core.Creators.Drafts;
using InfluenceGrpc.Core.Fit.Briefs;
using InfluenceGrpc.Core.Fit.Briefs.Drafts;
using InfluenceGrpc.Core.Fit.Models;
using InfluenceGrpc.Core.Fit.Scoring;
using InfluenceGrpc.Core.Tiers;

namespace InfluenceGrpc.Benchmarks;

/// <summary>Scoring one creator of whom everything is known, by a brief that asks for every component and five dimensions of the
/// audience, and by one that asks for topics alone.</summary>
[MemoryDiagnoser]
public class FitScorerBenchmark
{
    private readonly CreatorProfile[] creators = [.. Enumerable.Range(0, 1_000).Select(Creator)];
    private readonly CompiledBrief whole = Compile(new BriefDraft
    {
        Topics = Pairs(("sport/running", 1), ("travel/hiking", 0.4), ("food", 0.2)),
        Audience = new TargetAudienceDraft
        {
            Countries = Pairs(("NO", 1), ("SE", 0.5)),
            Languages = Pairs(("nb", 1), ("sv", 0.5)),
            Interests = Pairs(("sport", 1), ("travel", 0.3)),
            Ages = [(AgeBand.From18To24, 1), (AgeBand.From25To34, 1)],
            Genders = [(Gender.Female, 1.0)],
        },
        Brand = "Fjell",
        Competitors = ["Alfa"],
        RelatedBrands = Pairs(("Tursko", 0.6)),
        Cost = new CostTargetDraft { Deliverable = Deliverable.Post, CurrencyCode = "NOK", ReferenceCostPerEngagement = 4 },
        Size = new SizePreferenceDraft { Followers = 8_000, LogSpread = 1.5 },
    });

    private readonly CompiledBrief topicsAlone = Compile(new BriefDraft { Topics = Pairs(("sport/running", 1)) });

    [Benchmark(OperationsPerInvoke = 1_000, Baseline = true, Description = "every component")]
    public double Whole() => ScoreAll(whole);

    [Benchmark(OperationsPerInvoke = 1_000, Description = "topics alone")]
    public double TopicsAlone() => ScoreAll(topicsAlone);

    private double ScoreAll(CompiledBrief brief)
    {
        var figures = brief.NewFigures();
        var sum = 0.0;
        foreach (var creator in creators)
        {
            FitScorer.Score(brief, creator, figures);
            sum += figures.Score;
        }

        return sum;
    }

    private static CompiledBrief Compile(BriefDraft draft) =>
        new(BriefValidator.Validate(draft, BuiltInFitModels.Default, TierSchemeCatalog.BuiltIn).Value!, BuiltInFitModels.Default);

    private static KeyValuePair<string, double>[] Pairs(params (string Key, double Weight)[] pairs) =>
        [.. pairs.Select(pair => KeyValuePair.Create(pair.Key, pair.Weight))];

    private static CreatorProfile Creator(int number) => CreatorProfile.Create(new CreatorProfileDraft
    {
        CreatorId = $"creator-{number}",
        Platform = Platform.Instagram,
        Followers = (ulong)(1_000 * Math.Exp(number / 150.0)),
        Engagement = new EngagementDraft { AverageLikes = 300 + number, AverageComments = 20, SamplePosts = 20 },
        Topics = [KeyValuePair.Create("sport/running/trail", 0.6f), KeyValuePair.Create("food", 0.2f), KeyValuePair.Create("family", 0.2f)],
        Audience = new AudienceDraft
        {
            Countries = [KeyValuePair.Create("NO", 0.6f), KeyValuePair.Create("SE", 0.2f), KeyValuePair.Create("DK", 0.1f), KeyValuePair.Create("US", 0.05f)],
            Languages = [KeyValuePair.Create("nb", 0.6f), KeyValuePair.Create("en", 0.3f)],
            Interests = [KeyValuePair.Create("sport/running", 0.5f), KeyValuePair.Create("food", 0.2f), KeyValuePair.Create("travel", 0.2f)],
            Ages = [(AgeBand.From18To24, 0.3f), (AgeBand.From25To34, 0.4f)],
            Genders = [(Gender.Female, 0.7f), (Gender.Male, 0.3f)],
            AuthenticShare = 0.9f,
        },
        Sponsorship = new SponsorshipDraft { SponsoredShare = 0.1f, DisclosedShare = 0.9f, PaidToOrganicRatio = 0.8f, SamplePosts = 30 },
        BrandRelations = [new BrandRelationDraft { Brand = "Fjell", OrganicMentions = 3, Sentiment = 0.5f }],
        Responsiveness = new ResponsivenessDraft { ReplyShare = 0.3f },
        Prices = [new PriceDraft { Deliverable = Deliverable.Post, CurrencyCode = "NOK", Units = 4_000 }],
    }).Value!;
}
