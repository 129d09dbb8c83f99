using InfluenceGrpc.Core.Campaigns;
using InfluenceGrpc.Core.Campaigns.Drafts;
using InfluenceGrpc.Core.Campaigns.Reach;
using InfluenceGrpc.Core.Fit.Briefs;
using InfluenceGrpc.Core.Fit.Briefs.Drafts;
using InfluenceGrpc.Core.Fit.Models;
using InfluenceGrpc.Core.Fit.Scoring;
using InfluenceGrpc.Core.Tiers;

namespace InfluenceGrpc.PlanValidation;

/// <summary>Draws targets and creators: reach is log-normal, with few who reach very many, and so are prices, which follow reach but
/// loosely, so that there are bargains.</summary>
/// <param name="random">Draws.</param>
/// <param name="people">In a target that is one whole, and in the median segment of others.</param>
internal sealed class Population(Random random, double people)
{
    private static readonly CompiledBrief Brief = new(
        BriefValidator.Validate(new BriefDraft { Topics = [new("food", 1)] }, BuiltInFitModels.Default, TierSchemeCatalog.BuiltIn).Value!,
        BuiltInFitModels.Default);

    /// <summary>A target.</summary>
    /// <param name="segments">[1, 100]; 1 is one whole.</param>
    public ReachEstimator Target(int segments) => new(Brief, UniverseValidator.Validate(segments == 1
        ? new UniverseDraft { People = people }
        : new UniverseDraft
        {
            Dimension = AudienceDimension.Regions,
            Segments = [.. Enumerable.Range(0, segments).Select(i => new UniverseSegmentDraft($"region{i}", Math.Ceiling(people * LogNormal(0.7))))],
        }).Value!);

    /// <summary>A creator.</summary>
    /// <param name="number">Its id says it.</param>
    /// <param name="target">Whom it reaches.</param>
    /// <param name="median">People that the median creator reaches.</param>
    public CreatorReach Creator(int number, ReachEstimator target, double median)
    {
        var reached = median * LogNormal(1.2);
        return new CreatorReach(Shares(target.Universe.Segments.Count))
        {
            CreatorId = $"c{number:D7}",
            People = reached,
            IsOwn = true,
            TargetShare = new Estimate(0.2 + (0.8 * random.NextDouble()), 0, 1),
            TargetAudience = reached,
            Engagements = reached * 0.03 * LogNormal(0.8),
            EngagementsLogSpread = 0,
            Credibility = 0.3 + (0.7 * random.NextDouble()),
            Price = Math.Round((decimal)(reached / median * 100 * LogNormal(0.6)), 2),
            Score = 50,
            Ineligibilities = default,
        };
    }

    private double[] Shares(int count)
    {
        // Most of an audience is in a segment or two.
        var shares = Enumerable.Range(0, count).Select(_ => LogNormal(1.5)).ToArray();
        var sum = shares.Sum();
        return [.. shares.Select(share => share / sum)];
    }

    private double LogNormal(double spread) =>
        Math.Exp(spread * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()));
}
