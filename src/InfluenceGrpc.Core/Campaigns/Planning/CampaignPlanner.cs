using InfluenceGrpc.Core.Campaigns.Reach;

namespace InfluenceGrpc.Core.Campaigns.Planning;

/// <summary>Takes candidates in, any number of them, and plans with those that may be taken. Not thread safe.</summary>
public sealed class CampaignPlanner
{
    /// <summary>Fewest candidates that a planner can be told to keep.</summary>
    public const int MinCapacity = 4;

    private readonly ReachEstimator estimator;
    private readonly decimal budget;
    private readonly List<PlanStep> mustHaves = [];
    private readonly HashSet<string> mustHaveIds = new(StringComparer.Ordinal);
    private readonly PlanValue start;
    private readonly PlanRoom room;
    private readonly CandidatePool pool;

    /// <param name="estimator">Whose creators they are.</param>
    /// <param name="goal">What is planned.</param>
    /// <param name="mustHaves">Creators in which <see cref="MustHaves.FaultsIn"/> found nothing.</param>
    /// <param name="capacity">Most candidates that are all kept, at least <see cref="MinCapacity"/>.</param>
    public CampaignPlanner(ReachEstimator estimator, PlanGoal goal, IReadOnlyList<CreatorReach> mustHaves, int capacity)
    {
        ArgumentNullException.ThrowIfNull(estimator);
        ArgumentNullException.ThrowIfNull(goal);
        ArgumentNullException.ThrowIfNull(mustHaves);
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, MinCapacity);
        this.estimator = estimator;
        budget = goal.Budget;
        start = new PlanValue(goal.Objective, estimator.Universe);
        room = new PlanRoom(goal.Budget, goal.MaxCreators);
        foreach (var candidate in MustHavesInOrder(mustHaves))
        {
            room = room.After(candidate);
            mustHaveIds.Add(candidate.Creator.CreatorId);
            this.mustHaves.Add(new PlanStep(candidate.Creator, start.Add(candidate), candidate.Price, budget - room.Budget, IsMustHave: true));
        }

        pool = new CandidatePool(start, room, capacity);
    }

    /// <summary>Whether a creator with this id is among the must-haves.</summary>
    public bool IsMustHave(string creatorId) => mustHaveIds.Contains(creatorId);

    /// <summary>Takes a creator in that meets the brief.</summary>
    /// <param name="creator">What it does.</param>
    /// <param name="origin">What is to be told again with it in <see cref="PlanStep.Origin"/>.</param>
    /// <returns>Why it is no candidate; <see cref="DropReason.None"/> where it is one.</returns>
    public DropReason Offer(CreatorReach creator, int origin = 0)
    {
        ArgumentNullException.ThrowIfNull(creator);
        if (IsMustHave(creator.CreatorId))
        {
            return DropReason.MustHave;
        }

        if (start.CandidateOf(creator, origin) is not { } candidate)
        {
            return DropReason.PriceUnknown;
        }

        if (candidate.Price > room.Budget)
        {
            return DropReason.TooExpensive;
        }

        return start.Gain(candidate) <= 0 ? DropReason.AddsNothing
            : pool.Add(candidate) ? DropReason.None
            : DropReason.Repeated;
    }

    /// <summary>The plan out of all that were taken in.</summary>
    public CampaignPlan Plan()
    {
        var search = new PlanSearch(start, room, pool);
        var set = room.Creators > 0 ? search.Best() : [];
        var (value, left, steps) = (start.Copy(), room, new List<PlanStep>(mustHaves));
        foreach (var candidate in set)
        {
            left = left.After(candidate);
            steps.Add(new PlanStep(candidate.Creator, value.Add(candidate), candidate.Price, budget - left.Budget, IsMustHave: false, candidate.Origin));
        }

        var bound = room.Creators > 0 ? new PlanBound(search.Candidates, pool.Lost, start, room).Over(set) : value.Value;
        return new CampaignPlan
        {
            Steps = steps,
            Forecast = steps.Count > 0
                ? ReachForecaster.Forecast(estimator, [.. steps.Select(step => step.Creator)], AudienceOverlaps.None)
                : null,
            ObjectiveValue = value.Value,
            Cost = budget - left.Budget,
            BudgetLeft = left.Budget,
            Next = NextOf(search.Candidates, set, value, left),
            GuaranteedShare = bound > start.Value ? Math.Max(search.Guarantee, (value.Value - start.Value) / (bound - start.Value)) : 1,
            UpperBound = bound,
            Method = pool.Sieves is null ? PlanMethod.AllKept : PlanMethod.Sieved,
        };
    }

    private List<PlanCandidate> MustHavesInOrder(IReadOnlyList<CreatorReach> creators)
    {
        PlanCandidate[] candidates = [.. creators.Select(creator => start.CandidateOf(creator)!)];
        var everybody = new PlanRoom(decimal.MaxValue, candidates.Length);
        var order = new GreedySearch(candidates, start, everybody).Run(GreedyRule.Gain, []);

        // Whoever adds nothing is not taken by the search, but a must-have all the same.
        return [.. order, .. candidates.Where(candidate => !order.Contains(candidate))];
    }

    private static NextCreator? NextOf(
        IReadOnlyList<PlanCandidate> candidates, IReadOnlyList<PlanCandidate> set, PlanValue value, PlanRoom left)
    {
        var taken = new HashSet<PlanCandidate>(set, ReferenceEqualityComparer.Instance);
        var next = candidates
            .Where(candidate => !taken.Contains(candidate))
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
