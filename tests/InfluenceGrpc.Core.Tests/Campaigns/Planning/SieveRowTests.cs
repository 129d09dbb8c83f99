using FsCheck;
using FsCheck.Fluent;
using InfluenceGrpc.Core.Campaigns.Planning;
using static InfluenceGrpc.Core.Tests.Campaigns.Planning.Plans;

namespace InfluenceGrpc.Core.Tests.Campaigns.Planning;

/// <summary>The parts of the search that the guarantees rest on, each by itself: in a plan the others would cover for it.</summary>
public sealed class SieveRowTests
{
    [Fact]
    public void Best_EveryOrderOfSix_HasWhatIsCertain()
    {
        var cases = PlanGen.Of(PlanObjective.NetInTargetReach, 2, 6, Gen.Constant(0)).Sample(40)
            .Concat(PlanGen.Of(PlanObjective.InTargetEngagements, 1, 6, Gen.Constant(0)).Sample(40));
        foreach (var planCase in cases)
        {
            var (start, room, candidates) = Parts(planCase);
            var best = planCase.BestAdded();
            foreach (var order in Orders(candidates))
            {
                var row = new SieveRow(start, room);
                foreach (var candidate in order)
                {
                    row.Offer(candidate);
                }

                Assert.True(start.ValueWith(row.Best()) >= SieveRow.Guarantee * best * (1 - Rounding));
                Assert.True(row.Best().Sum(candidate => candidate.Price) <= room.Budget && row.Best().Count <= room.Creators);
            }
        }
    }

    /// <summary>For v = 100, a quarter of the budget and 5 creators: 100·(1/8 + 1/20).</summary>
    [Theory]
    [InlineData(17.5, 1)]
    [InlineData(17.4999, 0)]
    public void Sieve_AtItsBar_TakesWhoAddsAsMuch(double engagements, int taken)
    {
        var start = new PlanValue(PlanObjective.InTargetEngagements, Target(1e10).Universe);
        var sieve = new ThresholdSieve(100, start, new PlanRoom(40, 5));

        sieve.Offer(start.CandidateOf(Creator("a", 1, 10, engagements: engagements))!, share: 0.25, most: engagements);

        Assert.Equal(taken, sieve.Taken.Count);
    }

    [Fact]
    public void Best_GainsThatGrowAThousandfoldEachTime_HasWhatIsCertain()
    {
        var row = new SieveRow(new PlanValue(PlanObjective.InTargetEngagements, Target(1e10).Universe), new PlanRoom(5, 5));
        var start = new PlanValue(PlanObjective.InTargetEngagements, Target(1e10).Universe);
        for (var power = -12; power <= 9; power++)
        {
            for (var i = 0; i < 3; i++)
            {
                row.Offer(start.CandidateOf(Creator($"{power} {i}", 1, 1, engagements: Math.Pow(10, power)))!);
            }
        }

        Assert.True(start.ValueWith(row.Best()) >= SieveRow.Guarantee * 3.2e9);
    }

    /// <summary>What greedy alone falls short of: it spends little on a bargain, and then the dear one does not fit in any more.</summary>
    [Fact]
    public void Ending_BargainThatLocksTheDearOneOut_HasHalfOfTheBest()
    {
        var start = new PlanValue(PlanObjective.InTargetEngagements, Target(1e6).Universe);
        var (room, bargain) = (new PlanRoom(100, 10), start.CandidateOf(Creator("a", 1, 1, engagements: 2))!);
        var dear = start.CandidateOf(Creator("b", 1, 100, engagements: 100))!;

        var list = new GreedySearch([bargain, dear], start, room, Enough()).Run(GreedyRule.GainPerPrice, [], double.PositiveInfinity);
        var ended = new BestEnding([(dear, 100), (bargain, 2)], start, room, Enough()).Of(list, double.PositiveInfinity);

        Assert.Equal([bargain], list);
        Assert.Equal([dear], ended);
    }

    [Fact]
    public void Ending_OnlyTheBudgetBinds_HasHalfOfTheBest() => Prop.ForAll(
        Arb.From(PlanGen.Any.Select(planCase => planCase with { MustHaves = [], Goal = planCase.Goal with { MaxCreators = 20 } })),
        planCase =>
        {
            var (start, room, candidates) = Parts(planCase);
            var list = new GreedySearch(candidates, start, room, Enough()).Run(GreedyRule.GainPerPrice, [], double.PositiveInfinity);
            var byGain = candidates.Select(candidate => (candidate, start.Gain(candidate))).OrderByDescending(pair => pair.Item2).ToArray();
            var ended = new BestEnding(byGain, start, room, Enough()).Of(list, double.PositiveInfinity);
            return ended.Sum(candidate => candidate.Price) <= room.Budget
                && start.ValueWith(ended) >= start.ValueWith(list)
                && start.ValueWith(ended) >= 0.5 * planCase.BestAdded() * (1 - Rounding);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(3_000));

    private static PlanWork Enough() => new(PlanWork.OfAPlan, CancellationToken.None);

    private static (PlanValue Start, PlanRoom Room, PlanCandidate[] Candidates) Parts(PlanCase planCase)
    {
        var start = new PlanValue(planCase.Goal.Objective, planCase.Target.Universe);
        var room = new PlanRoom(planCase.Goal.Budget, planCase.Goal.MaxCreators);
        return (start, room, [.. planCase.Candidates.Select(creator => start.CandidateOf(creator)!)
            .Where(candidate => room.Fits(candidate) && start.Gain(candidate) > 0)]);
    }

    private static IEnumerable<PlanCandidate[]> Orders(PlanCandidate[] candidates)
    {
        if (candidates.Length <= 1)
        {
            yield return candidates;
            yield break;
        }

        for (var first = 0; first < candidates.Length; first++)
        {
            foreach (var rest in Orders([.. candidates.Where((_, i) => i != first)]))
            {
                yield return [candidates[first], .. rest];
            }
        }
    }
}
