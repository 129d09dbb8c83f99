using System.Runtime.Intrinsics;
using InfluenceGrpc.Core.Campaigns.Reach;

namespace InfluenceGrpc.Core.Campaigns.Planning;

/// <summary>The value of a set that grows: people of whom each creator leaves a share unreached, or engagements that add up. Never
/// less for a creator more, and a creator adds the less the more there are before it (monotone and submodular). Not thread
/// safe.</summary>
internal sealed class PlanValue
{
    // Fewer are not worth four at a time.
    private const int FewSegments = 8;

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

    private PlanValue(PlanValue other, double value)
    {
        objective = other.objective;
        people = other.people;
        left = (double[])other.left.Clone();
        Value = value;
    }

    /// <summary>Of what was added so far.</summary>
    public double Value { get; private set; }

    /// <summary>Whether what one creator adds does not depend on the others.</summary>
    public bool IsAdditive => objective == PlanObjective.InTargetEngagements;

    /// <summary>Whether all is one segment, of which creators leave shares unreached.</summary>
    public bool IsOneSegment => !IsAdditive && people.Length == 1;

    /// <summary>The most that can be added; without end for what adds up.</summary>
    public double Room => IsAdditive ? double.PositiveInfinity : left.Sum();

    /// <summary>A creator as a candidate; null where it has no price. One whose engagements cannot be told brings none to count.</summary>
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
    /// <remarks>Never more than before in its last digit either: the order of the sums is always the same, on every machine.</remarks>
    public double Gain(PlanCandidate candidate)
    {
        var parts = candidate.Parts;
        var (gain, s) = (0.0, 0);
        if (left.Length >= FewSegments)
        {
            var sums = Vector256<double>.Zero;
            for (; s <= left.Length - Vector256<double>.Count; s += Vector256<double>.Count)
            {
                sums += Vector256.LoadUnsafe(ref left[s]) * Vector256.LoadUnsafe(ref parts[s]);
            }

            gain = sums[0] + sums[1] + (sums[2] + sums[3]);
        }

        for (; s < left.Length; s++)
        {
            gain += left[s] * parts[s];
        }

        return gain;
    }

    /// <summary>Without this candidate, which is there, anybody else adds at most this many times what it adds now: [1, ∞].</summary>
    public double MostTimesWithout(PlanCandidate candidate) => IsAdditive ? 1 : 1 / (1 - candidate.Parts.Max());

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
    public PlanValue Copy() => new(this, Value);

    /// <summary>The same, but worth 0 so far: what is added from here on is not lost in the rounding of what is there.</summary>
    public PlanValue FromHere() => new(this, value: 0);

    /// <summary>The value with these candidates too, which are not there yet; this one is not changed.</summary>
    public double ValueWith(IReadOnlyList<PlanCandidate> set)
    {
        var copy = Copy();
        foreach (var candidate in set)
        {
            copy.Add(candidate);
        }

        return copy.Value;
    }
}
