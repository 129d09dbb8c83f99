using System.Threading;
using InfluenceGrpc.Core.Campaigns.Reach;

namespace InfluenceGrpc.Core.Campaigns.Planning;

/// <summary>Takes candidates in, any number of them, and plans with those that may be taken. Not thread safe.</summary>
/// <remarks>As long as all candidates are kept, the plan is the same in whatever order they came.</remarks>
public sealed class CampaignPlanner
{
    /// <summary>Fewest candidates that a planner can be told to keep.</summary>
    public const int MinCapacity = 4;

    private readonly ReachEstimator estimator;
    private readonly decimal budget;
    private readonly List<PlanStep> mustHaves = [];
    private readonly HashSet<string> mustHaveIds = new(StringComparer.Ordinal);
    private readonly double mustHaveValue;
    private readonly PlanValue start;
    private readonly PlanRoom room;
    private readonly CandidatePool pool;

    /// <param name="estimator">Whose creators they are.</param>
    /// <param name="goal">What is planned.</param>
    /// <param name="mustHaves">Creators in which <see cref="MustHaves.FaultsIn"/> found nothing.</param>
    /// <param name="capacity">Most candidates that are all kept, at least <see cref="MinCapacity"/>. Of more some are given up, and
    /// <see cref="CampaignPlan.Method"/> says so; it may be below the most creators.</param>
    /// <exception cref="ArgumentException">The must-haves cannot be in a plan together.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The goal or the capacity is outside its limits.</exception>
    public CampaignPlanner(ReachEstimator estimator, PlanGoal goal, IReadOnlyList<CreatorReach> mustHaves, int capacity)
    {
        ArgumentNullException.ThrowIfNull(estimator);
        ArgumentNullException.ThrowIfNull(goal);
        ArgumentNullException.ThrowIfNull(mustHaves);
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, MinCapacity);
        Check(goal);
        if (MustHaves.FaultsIn([.. mustHaves.Select(MustHave.Of)], goal, nameof(mustHaves)) is [var fault, ..])
        {
            throw new ArgumentException($"{fault.Path} {fault.Message}", nameof(mustHaves));
        }

        this.estimator = estimator;
        budget = goal.Budget;
        var value = new PlanValue(goal.Objective, estimator.Universe);
        room = new PlanRoom(goal.Budget, goal.MaxCreators);
        foreach (var candidate in InOrder(mustHaves, value))
        {
            room = room.After(candidate);
            mustHaveIds.Add(candidate.Id);
            this.mustHaves.Add(new PlanStep(candidate.Creator, value.Add(candidate), candidate.Price, budget - room.Budget, IsMustHave: true));
        }

        (mustHaveValue, start) = (value.Value, value.FromHere());
        pool = new CandidatePool(start, room, capacity);
    }

    /// <summary>How many candidates are kept, in [0, the capacity].</summary>
    public int Kept => pool.Kept.Count;

    /// <summary>Whether a creator with this id is among the must-haves.</summary>
    public bool IsMustHave(string creatorId) => mustHaveIds.Contains(creatorId);

    /// <summary>Why a creator is no candidate that meets the brief and whose reach is not known: that, or a reason that comes before it.</summary>
    public DropReason ReasonWithoutReach(string creatorId) =>
        IsMustHave(creatorId) ? DropReason.MustHave : pool.Holds(creatorId) ? DropReason.Repeated : DropReason.ReachUnknown;

    /// <summary>Takes a creator in that meets the brief.</summary>
    /// <param name="creator">What it does.</param>
    /// <param name="origin">What is to be told again with it in <see cref="PlanStep.Origin"/>.</param>
    /// <returns>Why it is no candidate, the first reason that holds; <see cref="DropReason.None"/> where it is one. One that was given up
    /// and comes again is a candidate again.</returns>
    /// <exception cref="ArgumentException">It does not meet the brief.</exception>
    public DropReason Offer(CreatorReach creator, int origin = 0)
    {
        ArgumentNullException.ThrowIfNull(creator);
        if (!creator.Ineligibilities.IsEmpty)
        {
            throw new ArgumentException("must meet the brief", nameof(creator));
        }

        if (ReasonWithoutReach(creator.CreatorId) is var reason && reason != DropReason.ReachUnknown)
        {
            return reason;
        }

        if (start.CandidateOf(creator, origin) is not { } candidate)
        {
            return DropReason.PriceUnknown;
        }

        if (candidate.Price > room.Budget)
        {
            return DropReason.TooExpensive;
        }

        // Where there is no room for one more, it may still be told as the next.
        if (start.Gain(candidate) <= 0)
        {
            return DropReason.AddsNothing;
        }

        pool.Add(candidate);
        return DropReason.None;
    }

    /// <summary>The plan out of all that were taken in. Work is bounded: seconds of a core at 100,000 candidates of 100 segments.</summary>
    /// <param name="cancellationToken">Ends the planning.</param>
    /// <exception cref="OperationCanceledException">It was asked to end.</exception>
    public CampaignPlan Plan(CancellationToken cancellationToken = default)
    {
        var search = new PlanSearch(start, room, pool, new PlanWork(PlanWork.OfAPlan, cancellationToken));
        var set = room.Creators > 0 ? search.Best() : [];
        var (value, left, steps) = (start.Copy(), room, new List<PlanStep>(mustHaves));
        foreach (var candidate in set)
        {
            left = left.After(candidate);
            steps.Add(new PlanStep(candidate.Creator, value.Add(candidate), candidate.Price, budget - left.Budget, IsMustHave: false, candidate.Origin));
        }

        var bound = new PlanBound(search.Candidates, pool.Lost, start, room).Over(set, cancellationToken);
        return new CampaignPlan
        {
            Steps = steps,
            Forecast = steps.Count > 0
                ? ReachForecaster.Forecast(estimator, [.. steps.Select(step => step.Creator)], AudienceOverlaps.None, cancellationToken)
                : null,
            ObjectiveValue = mustHaveValue + value.Value,
            Cost = budget - left.Budget,
            BudgetLeft = left.Budget,
            Next = NextOf(search.Candidates, set, value, left),
            GuaranteedShare = bound > 0 ? Math.Max(search.Guarantee, value.Value / bound) : 1,
            UpperBound = mustHaveValue + bound,
            Method = pool.Sieves is null ? PlanMethod.AllKept : PlanMethod.Sieved,
        };
    }

    private static void Check(PlanGoal goal)
    {
        ArgumentOutOfRangeException.ThrowIfEqual((int)goal.Objective, (int)PlanObjective.Unspecified, nameof(goal));
        ArgumentOutOfRangeException.ThrowIfNegative(goal.Budget, nameof(goal));
        ArgumentOutOfRangeException.ThrowIfLessThan(goal.MaxCreators, 1, nameof(goal));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(goal.MaxCreators, CampaignLimits.MaxCreators, nameof(goal));
    }

    private static List<PlanCandidate> InOrder(IReadOnlyList<CreatorReach> creators, PlanValue start)
    {
        PlanCandidate[] candidates = [.. creators.Select(creator => start.CandidateOf(creator)!)];
        var everybody = new PlanRoom(decimal.MaxValue, candidates.Length);
        var work = new PlanWork(PlanWork.OfAPlan, CancellationToken.None);
        var order = new GreedySearch(candidates, start, everybody, work).Run(GreedyRule.Gain, [], double.PositiveInfinity);

        // Whoever adds nothing is not taken by the search, but a must-have all the same.
        return [.. order, .. candidates.Where(candidate => !order.Contains(candidate))];
    }

    // Whoever fits was passed over because nothing was gained: where somebody reaches all but everybody, another order of adding leaves the
    // last digit of a gain, which nobody needs told.
    private static NextCreator? NextOf(
        IReadOnlyList<PlanCandidate> candidates, IReadOnlyList<PlanCandidate> set, PlanValue value, PlanRoom left)
    {
        var taken = set.Select(candidate => candidate.Id).ToHashSet(StringComparer.Ordinal);
        var next = candidates
            .Where(candidate => !taken.Contains(candidate.Id) && !left.Fits(candidate))
            .Select(candidate => (Candidate: candidate, Gain: value.Gain(candidate)))
            .Where(each => each.Gain > 0)
            .OrderByDescending(each => each.Gain / (double)each.Candidate.Price)
            .ThenByDescending(each => each.Gain)
            .FirstOrDefault();
        return next.Candidate is { } candidate
            ? new NextCreator(candidate.Creator, next.Gain, candidate.Price, Math.Max(0, candidate.Price - left.Budget))
            : null;
    }
}
