using InfluenceGrpc.Core.Campaigns;
using InfluenceGrpc.Core.Campaigns.Drafts;
using InfluenceGrpc.Core.Campaigns.Planning;
using InfluenceGrpc.Core.Campaigns.Reach;
using InfluenceGrpc.Core.Fit.Briefs;
using InfluenceGrpc.Core.Fit.Briefs.Drafts;
using InfluenceGrpc.Core.Fit.Models;
using InfluenceGrpc.Core.Fit.Scoring;
using InfluenceGrpc.Core.Tiers;

namespace InfluenceGrpc.Core.Tests.Campaigns.Planning;

/// <summary>Targets, creators and plans for tests.</summary>
internal static class Plans
{
    /// <summary>What doubles round away, as a share.</summary>
    public const double Rounding = 1e-9;

    private static readonly string[] Countries = ["AT", "BE", "CH", "DE"];

    private static readonly CompiledBrief Brief = new(
        BriefValidator.Validate(new BriefDraft { Topics = [new("food", 1)] }, BuiltInFitModels.Default, TierSchemeCatalog.BuiltIn).Value!,
        BuiltInFitModels.Default);

    /// <summary>A target of one whole, or of several segments.</summary>
    public static ReachEstimator Target(params double[] people) => new(Brief, UniverseValidator.Validate(people.Length == 1
        ? new UniverseDraft { People = people[0] }
        : new UniverseDraft
        {
            Dimension = AudienceDimension.Countries,
            Segments = [.. people.Select((count, i) => new UniverseSegmentDraft(Countries[i], count))],
        }).Value!);

    /// <summary>A creator, all of whose audience is in the target.</summary>
    public static CreatorReach Creator(
        string id, double people, decimal? price, double[]? shares = null, double? engagements = 1, double credibility = 1, bool meetsBrief = true)
    {
        var ineligibilities = default(FlagSet<IneligibilityReason>);
        if (!meetsBrief)
        {
            ineligibilities.Add(Enum.GetValues<IneligibilityReason>()[^1]);
        }

        return new CreatorReach(shares ?? [1])
        {
            CreatorId = id,
            People = people,
            IsOwn = true,
            TargetShare = new Estimate(1, 1, 1),
            TargetAudience = people,
            Engagements = engagements,
            EngagementsLogSpread = 0,
            Credibility = credibility,
            Price = price,
            Score = 50,
            Ineligibilities = ineligibilities,
        };
    }

    /// <summary>Plans net reach in a target of one whole.</summary>
    public static CampaignPlan Of(
        double people, decimal budget, int maxCreators, IEnumerable<CreatorReach> candidates, CreatorReach[]? mustHaves = null, int capacity = 1_000) =>
        new PlanCase(
            Target(people), new PlanGoal(PlanObjective.NetInTargetReach, budget, maxCreators), mustHaves ?? [], [.. candidates], capacity).Plan();

    /// <summary>Ids of a plan, in its order.</summary>
    public static IEnumerable<string> Ids(this CampaignPlan plan) => plan.Steps.Select(step => step.Creator.CreatorId);

    /// <summary>What a plan adds to the must-haves.</summary>
    public static double Added(this CampaignPlan plan) => plan.Steps.Where(step => !step.IsMustHave).Sum(step => step.Gain);
}
