using FsCheck;
using FsCheck.Fluent;
using InfluenceGrpc.Core.Campaigns.Planning;
using static InfluenceGrpc.Core.Tests.Campaigns.Planning.Plans;

namespace InfluenceGrpc.Core.Tests.Campaigns.Planning;

/// <summary>What is left of a plan when its work is spent, and that work is counted wherever it is done.</summary>
public sealed class PlanWorkTests
{
    /// <summary>The guarantee must not rest on anything that stops.</summary>
    [Fact]
    public void Best_NoWorkAtAll_HasTheShareThatIsCertain() => Prop.ForAll(
        Arb.From(PlanGen.Any.Select(planCase => planCase with { MustHaves = [] })),
        planCase =>
        {
            var (start, room, pool) = Parts(planCase);
            var search = new PlanSearch(start, room, pool, new PlanWork(0, CancellationToken.None));
            var set = search.Best();
            return set.Sum(candidate => candidate.Price) <= room.Budget
                && search.Guarantee >= (planCase.OnlyBudgetBinds() ? 0.5 : 1 / 4.4)
                && start.ValueWith(set) >= search.Guarantee * planCase.BestAdded() * (1 - Rounding);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(3_000));

    [Fact]
    public void Better_NoWorkLeft_TriesNobody()
    {
        var (start, room, byGain, greedy) = Simple(out var candidates);
        var none = new PlanWork(0, CancellationToken.None);
        IReadOnlyList<PlanCandidate> set = [candidates[0]];

        Assert.Equal(set, new ExchangeSearch(byGain, greedy, start, room, none).Better(set));
        Assert.Equal(set, new BestEnding(byGain, start, room, none).Of(set, atLeast: 0));
        Assert.NotEqual(set, new BestEnding(byGain, start, room, none).Of(set, atLeast: double.PositiveInfinity));
        Assert.NotEqual(set, new ExchangeSearch(byGain, greedy, start, room, Enough()).Better(set));
    }

    /// <summary>Whoever does not fit in is looked at too.</summary>
    [Fact]
    public void Searches_NobodyFits_AreCountedAllTheSame()
    {
        var start = new PlanValue(PlanObjective.InTargetEngagements, Target(1e6).Universe);
        PlanCandidate[] candidates = [.. Enumerable.Range(0, 100).Select(i => start.CandidateOf(Creator($"c{i}", 1, 100, engagements: 50))!)];
        var (room, cheap) = (new PlanRoom(1, 5), start.CandidateOf(Creator("a", 1, 1, engagements: 1))!);
        var byGain = candidates.Select(candidate => (candidate, 50.0)).ToArray();

        Assert.True(Spends(work => new GreedySearch(candidates, start, room, work).Run(GreedyRule.Gain, [], atLeast: double.PositiveInfinity)));
        Assert.True(Spends(work => new BestEnding(byGain, start, room, work).Of([cheap], atLeast: double.PositiveInfinity)));
        Assert.True(Spends(work => new ExchangeSearch(byGain, new GreedySearch(candidates, start, room, Enough()), start, room, work).Better([cheap])));
    }

    /// <summary>To look for the best again for each who does not fit in would take a thousand times as long.</summary>
    [Fact]
    public void Run_NobodyFitsAnyMore_LooksAtEachOnce()
    {
        var start = new PlanValue(PlanObjective.InTargetEngagements, Target(1e6).Universe);
        PlanCandidate[] candidates = [.. Enumerable.Range(0, 1_000).Select(i => start.CandidateOf(Creator($"c{i}", 1, 100, engagements: 50 + i))!)];
        var work = new PlanWork(100_000, CancellationToken.None);

        Assert.Single(new GreedySearch(candidates, start, new PlanRoom(150, 5), work).Run(GreedyRule.Gain, [], atLeast: double.PositiveInfinity));
        Assert.False(work.IsSpent);
    }

    [Fact]
    public void Plan_NobodyWaitsAnyMore_Ends()
    {
        var planner = new CampaignPlanner(Target(1_000), new PlanGoal(PlanObjective.NetInTargetReach, 50, 5), [], 10);
        planner.Offer(Creator("a", 10, 1));

        Assert.Throws<OperationCanceledException>(() => planner.Plan(new CancellationToken(canceled: true)));
        Assert.Equal(["a"], planner.Plan(CancellationToken.None).Ids());
    }

    // Before every step of each search it is asked whether anybody waits.
    [Fact]
    public void Searches_NobodyWaitsAnyMore_End()
    {
        var (start, room, byGain, greedy) = Simple(out var candidates);
        var ended = new PlanWork(PlanWork.OfAPlan, new CancellationToken(canceled: true));
        IReadOnlyList<PlanCandidate> set = [candidates[0]];

        Assert.Throws<OperationCanceledException>(() => new GreedySearch(candidates, start, room, ended).Run(GreedyRule.Gain, [], atLeast: double.PositiveInfinity));
        Assert.Throws<OperationCanceledException>(() => new BestEnding(byGain, start, room, ended).Of(set, atLeast: double.PositiveInfinity));
        Assert.Throws<OperationCanceledException>(() => new ExchangeSearch(byGain, greedy, start, room, ended).Better(set));
        Assert.Throws<OperationCanceledException>(() =>
            new PlanBound(candidates, new LostCandidates(), start, room).Over(set, new CancellationToken(canceled: true)));
    }

    private static PlanWork Enough() => new(PlanWork.OfAPlan, CancellationToken.None);

    private static bool Spends(Action<PlanWork> search)
    {
        var work = new PlanWork(1_000, CancellationToken.None);
        search(work);
        return work.IsSpent;
    }

    private static (PlanValue Start, PlanRoom Room, (PlanCandidate Candidate, double Alone)[] ByGain, GreedySearch Greedy) Simple(
        out PlanCandidate[] candidates)
    {
        var (start, room) = (new PlanValue(PlanObjective.InTargetEngagements, Target(1e6).Universe), new PlanRoom(100, 1));
        candidates = [start.CandidateOf(Creator("a", 1, 1, engagements: 2))!, start.CandidateOf(Creator("b", 1, 100, engagements: 100))!];
        return (start, room, [(candidates[1], 100), (candidates[0], 2)], new GreedySearch(candidates, start, room, Enough()));
    }

    private static (PlanValue Start, PlanRoom Room, CandidatePool Pool) Parts(PlanCase planCase)
    {
        var start = new PlanValue(planCase.Goal.Objective, planCase.Target.Universe);
        var room = new PlanRoom(planCase.Goal.Budget, planCase.Goal.MaxCreators);
        var pool = new CandidatePool(start, room, planCase.Capacity);
        foreach (var candidate in planCase.Candidates.Select(creator => start.CandidateOf(creator)!))
        {
            if (room.Fits(candidate) && start.Gain(candidate) > 0)
            {
                pool.Add(candidate);
            }
        }

        return (start, room, pool);
    }
}
