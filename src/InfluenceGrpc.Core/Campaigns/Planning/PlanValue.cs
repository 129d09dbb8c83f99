using InfluenceGrpc.Core.Campaigns.Reach;

namespace InfluenceGrpc.Core.Campaigns.Planning;

/// <summary>The value of a set that grows: people of whom each creator leaves a share unreached, or engagements that add up. Never
/// less for a creator more, and a creator adds the less the more there are before it (monotone and submodular). Not thread
/// safe.</summary>
internal sealed class PlanValue
{
    private readonly PlanObjective objective;
    private readonly double[] people;
    private readonly double[] left;

    /// <param name="objective">What counts; not unspecified.</param>
    /// <param name="universe">The target.</param>
    public PlanValue(PlanObjective objective, Universe universe)
    {
        this.objective = objective;
        people = IsAdditive ? [1] : [.. universe.Segments.Select(segment => segment.People)];
        left = (double[])people.Clone();
    }

    private PlanValue(PlanValue other)
    {
        objective = other.objective;
        people = other.people;
        left = (double[])other.left.Clone();
        Value = other.Value;
    }

    /// <summary>Of what was added so far.</summary>
    public double Value { get; private set; }

    /// <summary>Whether what one creator adds does not depend on the others.</summary>
    public bool IsAdditive => objective == PlanObjective.InTargetEngagements;

    /// <summary>Whether all is one segment, of which creators leave shares unreached.</summary>
    public bool IsOneSegment => !IsAdditive && people.Length == 1;

    /// <summary>The most that can be added; without end for what adds up.</summary>
    public double Room => IsAdditive ? double.PositiveInfinity : left.Sum();

    /// <summary>A creator as a candidate; null where it has no price, or nothing to count.</summary>
    public PlanCandidate? CandidateOf(CreatorReach creator, int origin = 0)
    {
        if (creator.Price is not { } price)
        {
            return null;
        }

        if (IsAdditive)
        {
            return new PlanCandidate(creator, price, [creator.Engagements * creator.TargetShare.Value ?? 0], origin);
        }

        var reached = creator.People * creator.TargetShare.Value * (objective == PlanObjective.CredibleReach ? creator.Credibility : 1);
        var parts = new double[people.Length];
        for (var s = 0; s < parts.Length; s++)
        {
            parts[s] = Math.Min(1, reached * creator.SegmentShares[s] / people[s]);
        }

        return new PlanCandidate(creator, price, parts, origin);
    }

    /// <summary>What a candidate would add.</summary>
    public double Gain(PlanCandidate candidate)
    {
        var gain = 0.0;
        for (var s = 0; s < left.Length; s++)
        {
            gain += left[s] * candidate.Parts[s];
        }

        return gain;
    }

    /// <summary>Adds a candidate, and tells what that brought.</summary>
    public double Add(PlanCandidate candidate)
    {
        var gain = Gain(candidate);
        Value += gain;
        for (var s = 0; s < left.Length && !IsAdditive; s++)
        {
            left[s] *= 1 - candidate.Parts[s];
        }

        return gain;
    }

    /// <summary>The same value, to go on from by itself.</summary>
    public PlanValue Copy() => new(this);
}
