using InfluenceGrpc.Core.Creators;
using InfluenceGrpc.Core.Fit;
using InfluenceGrpc.Core.Fit.Models;
using InfluenceGrpc.Core.Fit.Scoring;

namespace InfluenceGrpc.Core.Campaigns.Reach;

/// <summary>What a creator does for a campaign by itself: a pure function of profile, brief, model and target. Immutable: any
/// number of threads may estimate with it. The steps are numbered as in docs/reach.md.</summary>
public sealed class ReachEstimator
{
    private static readonly double[] OneSegment = [1];

    private readonly CompiledBrief brief;
    private readonly InTargetRule inTarget;
    private readonly SizeCurve reachRates;
    private readonly IAudienceTarget[] segments;
    private readonly double[] segmentsOfUnknown;

    /// <param name="brief">What is looked for, with its model.</param>
    /// <param name="universe">The target.</param>
    public ReachEstimator(CompiledBrief brief, Universe universe)
    {
        ArgumentNullException.ThrowIfNull(brief);
        ArgumentNullException.ThrowIfNull(universe);
        this.brief = brief;
        Universe = universe;
        inTarget = new InTargetRule(brief, universe);
        reachRates = new SizeCurve([.. brief.Model.Reach.Knots.Select(knot => (knot.Followers, knot.ReachRate))]);
        segments = universe.Dimension is { } dimension
            ? [.. universe.Segments.Select(segment => SegmentKeys.TargetOf(dimension, [segment.Key]))]
            : [];
        segmentsOfUnknown = [.. universe.Segments.Select(segment => segment.People / universe.People)];
    }

    /// <summary>The target.</summary>
    public Universe Universe { get; }

    /// <summary>How far figures may be off.</summary>
    public ReachRule Rule => brief.Model.Reach;

    /// <summary>What a creator does; null where neither its own reach nor its followers are known.</summary>
    /// <param name="creatorId">Whom; a valid id.</param>
    /// <param name="profile">What is known of it.</param>
    /// <param name="figures">Its figures under the same brief.</param>
    public CreatorReach? Estimate(string creatorId, CreatorProfile profile, FitFigures figures)
    {
        ArgumentNullException.ThrowIfNull(creatorId);
        ArgumentNullException.ThrowIfNull(profile);
        ArgumentNullException.ThrowIfNull(figures);

        // Step 1: whom a deliverable reaches.
        var own = profile.Engagement?.AverageReach;
        if ((own ?? (profile.Followers is { } size ? size * reachRates.At(size) : null)) is not { } people)
        {
            return null;
        }

        // Step 2: which of them are in the target, and in which segment of it.
        var share = inTarget.ShareOf(profile.Audience);
        return new CreatorReach(SegmentSharesOf(profile.Audience))
        {
            CreatorId = creatorId,
            People = people,
            IsOwn = own is not null,
            TargetShare = share,
            TargetAudience = (profile.Followers ?? people) * share.Value,
            Engagements = CostStep.Engagements(profile, figures.Engagement),
            EngagementsLogSpread = figures.Engagement.LogSpread * Math.Sqrt(1 - figures.Engagement.Weight),
            Credibility = CredibilityOf(figures),
            Price = PriceOf(profile),
            Score = figures.Score,
            Ineligibilities = figures.Ineligibilities,
        };
    }

    /// <summary>What the brief's deliverable costs, [0, ∞); null where that is not known or the brief asks for no cost.</summary>
    public decimal? PriceOf(CreatorProfile profile)
    {
        ArgumentNullException.ThrowIfNull(profile);
        return brief.Brief.Cost is { } cost ? CostStep.PriceOf(profile, cost.Deliverable, cost.CurrencyCode, out _) : null;
    }

    // Of an audience of which nothing is listed here, the segments have what they have of the target.
    private double[] SegmentSharesOf(Audience? audience)
    {
        if (segments.Length == 0)
        {
            return OneSegment;
        }

        var shares = new double[segments.Length];
        var sum = 0.0;
        for (var i = 0; i < shares.Length && audience is not null; i++)
        {
            shares[i] = segments[i].In(audience)?.Share ?? 0;
            sum += shares[i];
        }

        if (sum == 0)
        {
            return segmentsOfUnknown;
        }

        for (var i = 0; i < shares.Length; i++)
        {
            shares[i] /= sum;
        }

        return shares;
    }

    // The component's own value is there only where the brief gives it a weight.
    private double CredibilityOf(FitFigures figures)
    {
        var compiled = brief.Of(FitComponent.Credibility).Parts;
        var parts = figures[FitComponent.Credibility].Parts;
        var (weights, logs) = (0.0, 0.0);
        for (var i = 0; i < parts.Length; i++)
        {
            if (compiled[i].Weight > 0)
            {
                weights += compiled[i].Weight;
                logs += compiled[i].Weight * Numerics.PortableMath.Log(parts[i].Known ? parts[i].Value : compiled[i].Prior.Mean);
            }
        }

        return weights > 0 ? Math.Min(1, Numerics.PortableMath.Exp(logs / weights)) : 1;
    }
}
