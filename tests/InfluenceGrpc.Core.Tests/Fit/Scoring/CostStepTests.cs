using System.Text.Json.Nodes;
using InfluenceGrpc.Core.Creators;
using InfluenceGrpc.Core.Creators.Drafts;
using InfluenceGrpc.Core.Fit;
using InfluenceGrpc.Core.Fit.Briefs;
using InfluenceGrpc.Core.Fit.Briefs.Drafts;
using InfluenceGrpc.Core.Fit.Models;
using InfluenceGrpc.Core.Fit.Scoring;
using InfluenceGrpc.Core.Tests.Fit.Models;
using InfluenceGrpc.Core.Tiers;

namespace InfluenceGrpc.Core.Tests.Fit.Scoring;

/// <summary>The engagements that a price buys, on each basis that peers may have been measured on.</summary>
public sealed class CostStepTests
{
    private static readonly BriefDraft Brief = new() { Cost = new() { Deliverable = Deliverable.Post, CurrencyCode = "USD" } };

    [Theory]
    [InlineData("FOLLOWERS", 10_000)]
    [InlineData("VIEWS", 4_000)]
    [InlineData("REACH", 2_500)]
    public void Engagements_PeersOfTheBasis_AreTheExpectedRateTimesIt(string basis, double times)
    {
        var (figures, profile) = Score(basis, new() { AverageLikes = 90, AverageComments = 10, AverageViews = 4_000, AverageReach = 2_500 });

        Assert.Equal(100 / times, figures.Engagement.Rate!.Value.Rate, 12);
        Assert.Equal(figures.Engagement.ExpectedRate * times, CostStep.Engagements(profile, figures.Engagement)!.Value, 9);
        Assert.True(figures[FitComponent.Cost].Parts[0].Known);
    }

    [Fact]
    public void Engagements_StatedRateOnReach_NeedTheReach()
    {
        var (without, alone) = Score("REACH", new() { Rate = 0.04, Basis = EngagementBasis.Reach });
        var (with, reaching) = Score("REACH", new() { Rate = 0.04, Basis = EngagementBasis.Reach, AverageReach = 2_500 });

        Assert.Null(CostStep.Engagements(alone, without.Engagement));
        Assert.False(without[FitComponent.Cost].Parts[0].Known);
        Assert.Equal(with.Engagement.ExpectedRate * 2_500, CostStep.Engagements(reaching, with.Engagement)!.Value, 9);
        Assert.True(with[FitComponent.Cost].Parts[0].Known);
        Assert.True(with.Spread.Down <= without.Spread.Down && with.Spread.Up <= without.Spread.Up);
    }

    // Nobody is reached: the post is worth nothing, which is not the same as not being known.
    [Fact]
    public void Engagements_ReachOfZero_AreNone()
    {
        var (figures, profile) = Score("REACH", new() { Rate = 0.04, Basis = EngagementBasis.Reach, AverageReach = 0 });

        Assert.Equal(0, CostStep.Engagements(profile, figures.Engagement));
        Assert.Equal((true, 0), (figures[FitComponent.Cost].Parts[0].Known, figures[FitComponent.Cost].Parts[0].Value));
    }

    private static (FitFigures Figures, CreatorProfile Profile) Score(string basis, EngagementDraft engagement)
    {
        var curve = new JsonObject
        {
            ["platform"] = "PLATFORM_INSTAGRAM",
            ["basis"] = $"ENGAGEMENT_BASIS_{basis}",
            ["knots"] = new JsonArray(new JsonObject { ["followers"] = 10_000, ["medianRate"] = 0.03, ["logSpread"] = 0.9 }),
            ["source"] = "A test",
            ["year"] = 2026,
        };
        var model = FitModelJson.ReadAndValidate(FitModels.With("engagement.benchmark.curves", new JsonArray(curve))).Value!;
        var profile = Scores.Read(new()
        {
            CreatorId = "c",
            Platform = Platform.Instagram,
            Followers = 10_000,
            Engagement = engagement,
            Prices = [new() { Deliverable = Deliverable.Post, CurrencyCode = "USD", Units = 200 }],
        });
        var brief = BriefValidator.Validate(Brief, model, TierSchemeCatalog.BuiltIn).Value!;
        return (Scores.Score(new CompiledBrief(brief, model), profile), profile);
    }
}
