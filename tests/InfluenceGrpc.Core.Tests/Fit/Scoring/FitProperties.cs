using FsCheck;
using FsCheck.Fluent;
using InfluenceGrpc.Core.Creators.Drafts;
using InfluenceGrpc.Core.Fit;
using InfluenceGrpc.Core.Fit.Briefs.Drafts;
using InfluenceGrpc.Core.Fit.Models;
using InfluenceGrpc.Core.Fit.Scoring;
using static InfluenceGrpc.Core.Tests.Fit.Scoring.Scores;

namespace InfluenceGrpc.Core.Tests.Fit.Scoring;

/// <summary>What holds for every creator and every brief.</summary>
public sealed class FitProperties
{
    private const double Rounding = 1e-9;

    private static readonly Config Thousands = Config.QuickThrowOnFailure.WithMaxTest(3_000);

    // Drawn once, since drawing takes far longer than scoring: each property holds other briefs against other profiles of them.
    private static readonly Gen<BriefDraft> Briefs = Gen.Elements(FitGen.Brief.Sample(5_000).ToArray());
    private static readonly Gen<CreatorProfileDraft> Profiles = Gen.Elements(FitGen.Profile.Sample(5_000).ToArray());

    [Fact]
    public void Score_Always_LiesInItsIntervalAndInZeroToAHundred() => Check((brief, profile) =>
    {
        var figures = Score(brief, profile);
        return figures.Score is >= 0 and <= 100
            && figures.Lower >= 0 && figures.Lower <= figures.Score
            && figures.Upper <= 100 && figures.Upper >= figures.Score
            && figures.Coverage is >= 0 and <= 1
            && figures.TargetShare is null or { Lower: >= 0, Upper: <= 1 }
            && (figures.TargetShare is not { } share || (share.Lower <= share.Share && share.Share <= share.Upper));
    });

    [Fact]
    public void Contributions_Always_SumToTheScoreAndWeightsToOne() => Check((brief, profile) =>
    {
        var figures = Score(brief, profile);
        var (sum, weights, inRange) = (0.0, 0.0, true);
        foreach (var component in figures.Components)
        {
            sum += component.Contribution;
            weights += component.Weight;
            inRange &= component.Value is >= 0 and <= 1 && component.KnownShare is >= 0 and <= 1;
            inRange &= component.Counts || (component.Value, component.Weight, component.Contribution) == (0, 0, 0);
        }

        return inRange && Math.Abs(sum - figures.Score) < Rounding && (!figures.HasScore || Math.Abs(weights - 1) < Rounding);
    });

    [Fact]
    public void Score_MapsInAnotherOrder_IsTheSameToTheBit() => Check((brief, profile) =>
        Same(Score(brief, profile), Score(Reversed(brief), Reversed(profile))));

    [Fact]
    public void Score_FiguresUsedBefore_IsTheSameToTheBit()
    {
        var others = FitGen.Profile.Sample(50).Select(Read).ToArray();
        var next = 0;
        Check((brief, profile) =>
        {
            var compiled = Compile(brief);
            var used = compiled.NewFigures();
            FitScorer.Score(compiled, others[next++ % others.Length], used);
            FitScorer.Score(compiled, Read(profile), used);
            return Same(used, Score(compiled, Read(profile)));
        });
    }

    [Theory]
    [MemberData(nameof(Facts))]
    public void Fact_Added_NeverWidensTheInterval(string fact) => Check((brief, profile) =>
    {
        var (with, without) = (Score(brief, profile), Score(brief, Hidden(fact, profile)));
        var assumed = BuiltInFitModels.Default.Engagement.Benchmark.DefaultSamplePosts;
        var isFewPosts = (fact == "samplePosts" && profile.Engagement?.SamplePosts < assumed)
            || (fact == "sponsoredPosts" && profile.Sponsorship?.SamplePosts < assumed);
        return isFewPosts || (with.Spread.Down <= without.Spread.Down + Rounding && with.Spread.Up <= without.Spread.Up + Rounding);
    });

    [Theory]
    [MemberData(nameof(Facts))]
    public void Fact_Hidden_NeverBeatsWhatIsAtLeastUsual(string fact) => Check((brief, profile) =>
    {
        // Left out, it is not compared with anything. And how many posts there were is no figure that is better or worse.
        if (brief.MissingPolicy == MissingPolicy.Exclude || fact is "samplePosts" or "sponsoredPosts")
        {
            return true;
        }

        var (compiled, hidden) = (Compile(brief), Hidden(fact, profile));
        var (shown, imputed) = (Score(compiled, Read(profile)), Score(compiled, Read(hidden)));
        return !LostPartsWereUsual(compiled, shown, imputed) || imputed.Score <= shown.Score + Rounding;
    });

    [Fact]
    public void Policy_EverythingKnown_MakesNoDifference() => Check((brief, profile) =>
    {
        var excluding = Score(brief with { MissingPolicy = MissingPolicy.Exclude }, profile);
        var neutral = Score(brief with { MissingPolicy = MissingPolicy.Neutral }, profile);
        var pessimistic = Score(brief with { MissingPolicy = MissingPolicy.Pessimistic }, profile);
        return pessimistic.Score <= neutral.Score + Rounding
            && pessimistic.Coverage == neutral.Coverage
            && (neutral.Coverage < 1 || (Same(excluding, neutral) && Same(pessimistic, neutral)));
    });

    [Fact]
    public void InTargetShare_Raised_NeverLowersTheScore() => Check((brief, profile) =>
    {
        if (brief.Audience is not { Countries: { } wanted } || profile.Audience?.Countries is not { Count: > 1 } given)
        {
            return true;
        }

        // From the group that is wanted least to the one that is wanted most.
        var weights = wanted.ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal);
        var ranked = given.OrderBy(pair => weights.GetValueOrDefault(pair.Key)).ToArray();
        var moved = ranked[0].Value / 2;
        var better = given.Select(pair => pair.Key == ranked[0].Key ? KeyValuePair.Create(pair.Key, pair.Value - moved)
            : pair.Key == ranked[^1].Key ? KeyValuePair.Create(pair.Key, pair.Value + moved) : pair).ToArray();
        return Score(brief, profile).Score <= Score(brief, profile with { Audience = profile.Audience with { Countries = better } }).Score + 1e-4;
    });

    [Fact]
    public void AuthenticShare_Raised_NeverLowersTheScore() => Check((brief, profile) =>
        profile.Audience?.AuthenticShare is not { } share
        || Score(brief, profile).Score <= Score(brief, profile with { Audience = profile.Audience with { AuthenticShare = (1 + share) / 2 } }).Score + Rounding);

    [Fact]
    public void Price_Lowered_NeverLowersTheScore() => Check((brief, profile) =>
        profile.Prices is not { } prices
        || Score(brief, profile).Score
            <= Score(brief, profile with { Prices = [.. prices.Select(price => price with { Units = price.Units / 2 })] }).Score + Rounding);

    [Fact]
    public void SponsoredShare_RaisedAboveTheBand_NeverRaisesTheScore() => Check((brief, profile) =>
    {
        if (profile.Sponsorship?.SponsoredShare is not { } share || profile.Followers is null)
        {
            return true;
        }

        var high = Math.Max(share, 0.35);
        return Score(brief, With((1 + high) / 2)).Score <= Score(brief, With(high)).Score + Rounding;

        CreatorProfileDraft With(double sponsored) => profile with { Sponsorship = profile.Sponsorship with { SponsoredShare = sponsored } };
    });

    [Fact]
    public void Audience_BriefNamesAllOfIt_IsOne() => Check((brief, profile) =>
    {
        if (profile.Audience?.Countries is not { Count: > 0 } countries || Math.Abs(countries.Sum(pair => pair.Value) - 1) > 1e-6)
        {
            return true;
        }

        var all = brief with { Audience = new() { Countries = [.. countries.Select(pair => KeyValuePair.Create(pair.Key, 1.0))] } };
        var audience = Score(all, profile)[FitComponent.Audience];
        return Math.Abs(audience.Parts[0].Value - 1) < 1e-6;
    });

    [Fact]
    public void Drawn_ProfilesAndBriefs_AreValidAndTellEnough()
    {
        var briefs = FitGen.Brief.Sample(300).Select(Compile).ToArray();
        var coverages = FitGen.Profile.Sample(300).Zip(briefs, (profile, brief) => Score(brief, Read(profile)).Coverage).ToArray();
        Assert.InRange(coverages.Average(), 0.3, 0.8);
        Assert.Contains(coverages, coverage => coverage > 0.9);
        Assert.Contains(coverages, coverage => coverage < 0.2);
    }

    public static TheoryData<string> Facts() =>
    [
        "topics", "engagement", "samplePosts", "reach", "followers", "countries", "languages", "interests", "ages", "authentic", "deciders",
        "sponsorship", "sponsored", "disclosed", "sponsoredPosts", "relations", "replies", "prices", "audience",
    ];

    private static CreatorProfileDraft Hidden(string fact, CreatorProfileDraft profile)
    {
        return fact switch
        {
            "topics" => profile with { Topics = null },
            "engagement" => profile with { Engagement = null },
            "samplePosts" => profile with { Engagement = profile.Engagement is { } engagement ? engagement with { SamplePosts = null } : null },
            "reach" => profile with { Engagement = profile.Engagement is { } reaching ? reaching with { AverageReach = null } : null },
            "followers" => profile with { Followers = null },
            "countries" => WithAudience(audience => audience with { Countries = null }),
            "languages" => WithAudience(audience => audience with { Languages = null }),
            "interests" => WithAudience(audience => audience with { Interests = null }),
            "ages" => WithAudience(audience => audience with { Ages = null }),
            "authentic" => WithAudience(audience => audience with { AuthenticShare = null }),
            "deciders" => WithAudience(audience => audience with { DecisionMakerShare = null }),
            "audience" => profile with { Audience = null },
            "sponsorship" => profile with { Sponsorship = null },
            "disclosed" => profile with { Sponsorship = profile.Sponsorship is { } paid ? paid with { DisclosedShare = null } : null },
            "sponsored" => profile with { Sponsorship = profile.Sponsorship is { } ads ? ads with { SponsoredShare = null } : null },
            "sponsoredPosts" => profile with { Sponsorship = profile.Sponsorship is { } counted ? counted with { SamplePosts = null } : null },
            "relations" => profile with { BrandRelations = null },
            "replies" => profile with { Responsiveness = null },
            "prices" => profile with { Prices = null },
            _ => throw new ArgumentOutOfRangeException(nameof(fact), fact, message: null),
        };

        CreatorProfileDraft WithAudience(Func<AudienceDraft, AudienceDraft> change) =>
            profile with { Audience = profile.Audience is { } audience ? change(audience) : null };
    }

    // Whether every part that is known no more was as good as is usual. Parts that are known still may be others: a
    // concentration taken of topics in place of interests is another figure, and no property of hiding.
    private static bool LostPartsWereUsual(CompiledBrief brief, FitFigures shown, FitFigures hidden)
    {
        foreach (var component in FitComponents.All)
        {
            var before = shown[component].Parts;
            var after = hidden[component].Parts;
            for (var i = 0; i < before.Length; i++)
            {
                var isLost = before[i].Known && !after[i].Known;
                if (isLost && before[i].Value < brief.Of(component).Parts[i].Prior.Mean)
                {
                    return false;
                }

                if (after[i].Known && component == FitComponent.Concentration && before[i].Value != after[i].Value)
                {
                    return false;
                }
            }
        }

        return true;
    }

    private static bool Same(FitFigures a, FitFigures b)
    {
        var same = (a.Score, a.Lower, a.Upper, a.Coverage, a.TargetShare, a.Ineligibilities, a.Cautions, a.HasScore)
            == (b.Score, b.Lower, b.Upper, b.Coverage, b.TargetShare, b.Ineligibilities, b.Cautions, b.HasScore);
        foreach (var component in FitComponents.All)
        {
            same &= (a[component].Value, a[component].Contribution, a[component].Status) == (b[component].Value, b[component].Contribution, b[component].Status);
        }

        return same;
    }

    private static BriefDraft Reversed(BriefDraft brief) => brief with
    {
        Topics = brief.Topics?.Reverse().ToArray(),
        Competitors = brief.Competitors?.Reverse().ToArray(),
        RelatedBrands = brief.RelatedBrands?.Reverse().ToArray(),
        Audience = brief.Audience is { } audience
            ? audience with { Countries = audience.Countries?.Reverse().ToArray(), Interests = audience.Interests?.Reverse().ToArray() }
            : null,
    };

    private static CreatorProfileDraft Reversed(CreatorProfileDraft profile) => profile with
    {
        Topics = profile.Topics?.Reverse().ToArray(),
        BrandRelations = profile.BrandRelations?.Reverse().ToArray(),
        Audience = profile.Audience is { } audience
            ? audience with { Countries = audience.Countries?.Reverse().ToArray(), Interests = audience.Interests?.Reverse().ToArray() }
            : null,
    };

    private static void Check(Func<BriefDraft, CreatorProfileDraft, bool> holds) =>
        Prop.ForAll((from brief in Briefs from profile in Profiles select (brief, profile)).ToArbitrary(), pair => holds(pair.brief, pair.profile))
            .Check(Thousands);
}
