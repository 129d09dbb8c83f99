using FsCheck.Fluent;
using InfluenceGrpc.Core.Campaigns.Planning;
using InfluenceGrpc.Core.Campaigns.Reach;
using Xunit.Abstractions;
using static InfluenceGrpc.Core.Tests.Campaigns.Planning.Plans;

namespace InfluenceGrpc.Core.Tests.Campaigns.Planning;

/// <summary>Plans of up to 12 candidates against every set that there is, kind by kind.</summary>
public sealed class PlanGuaranteeTests(ITestOutputHelper output)
{
    private const int Cases = 300;

    public static TheoryData<PlanObjective, int, string, int> Kinds
    {
        get
        {
            var kinds = new TheoryData<PlanObjective, int, string, int>();
            foreach (var stop in (string[])["budget", "number", "both"])
            {
                foreach (var mustHaves in (int[])[0, 2])
                {
                    kinds.Add(PlanObjective.NetInTargetReach, 1, stop, mustHaves);
                    kinds.Add(PlanObjective.NetInTargetReach, 3, stop, mustHaves);
                    kinds.Add(PlanObjective.InTargetEngagements, 1, stop, mustHaves);
                    kinds.Add(PlanObjective.CredibleReach, 3, stop, mustHaves);
                }
            }

            return kinds;
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Plan_AgainstEverySet_HasTheShareThatIsCertain(PlanObjective objective, int segments, string stop, int mustHaves)
    {
        var ratios = new List<double>();
        foreach (var planCase in Sample(objective, segments, stop, mustHaves))
        {
            ratios.Add(Ratio(planCase, stop == "budget" ? 0.5 : 1 / 4.4));
        }

        output.WriteLine($"{ratios.Count} cases: worst {ratios.Min():F4}, mean {ratios.Average():F5} of the best");
        Assert.Equal(Cases, ratios.Count);
    }

    [Theory]
    [InlineData(PlanObjective.NetInTargetReach, 1, 0)]
    [InlineData(PlanObjective.NetInTargetReach, 3, 2)]
    [InlineData(PlanObjective.InTargetEngagements, 1, 0)]
    [InlineData(PlanObjective.CredibleReach, 3, 0)]
    public void Plan_FewKeptOfManyOrders_HasTheShareThatIsCertain(PlanObjective objective, int segments, int mustHaves)
    {
        var (ratios, seed) = (new List<double>(), 1);
        foreach (var planCase in Sample(objective, segments, "both", mustHaves).Take(60))
        {
            foreach (var order in Orders(planCase.Candidates, new Random(seed++)))
            {
                ratios.Add(Ratio(planCase with { Candidates = order, Capacity = 4 + (ratios.Count % 5) }, 1 / 4.4));
            }
        }

        output.WriteLine($"{ratios.Count} orders: worst {ratios.Min():F4}, mean {ratios.Average():F5} of the best");
        Assert.Equal(60 * 12, ratios.Count);
    }

    private static IEnumerable<PlanCase> Sample(PlanObjective objective, int segments, string stop, int mustHaves)
    {
        // Not every draw has room for the must-haves and for somebody beside them.
        var sample = PlanGen.Of(objective, segments, 12, Gen.Constant(mustHaves)).Sample(5 * Cases);
        return sample
            .Select(planCase => stop switch
            {
                "budget" => planCase with { Goal = planCase.Goal with { MaxCreators = 12 } },
                "number" => planCase with { Goal = planCase.Goal with { Budget = 1_000_000 } },
                _ => planCase,
            })
            .Where(planCase => planCase.MustHaves.Count == mustHaves && planCase.BestAdded() > 0)
            .Take(Cases);
    }

    // By gain, by price and by both, from either end, and at random.
    private static IEnumerable<IReadOnlyList<CreatorReach>> Orders(IReadOnlyList<CreatorReach> creators, Random random)
    {
        foreach (var key in (Func<CreatorReach, double>[])
            [creator => creator.People, creator => (double)creator.Price!, creator => creator.People / (1e-3 + (double)creator.Price!)])
        {
            yield return [.. creators.OrderBy(key)];
            yield return [.. creators.OrderByDescending(key)];
        }

        for (var i = 0; i < 6; i++)
        {
            var shuffled = creators.ToArray();
            random.Shuffle(shuffled);
            yield return shuffled;
        }
    }

    private static double Ratio(PlanCase planCase, double certain)
    {
        var (plan, best) = (planCase.Plan(), planCase.BestAdded());

        Assert.True(plan.Steps.Sum(step => step.Price) <= planCase.Goal.Budget && plan.Steps.Count <= planCase.Goal.MaxCreators);
        var holds = plan.GuaranteedShare >= certain
            && plan.Added() >= plan.GuaranteedShare * best * (1 - Rounding)
            && planCase.MustHaveValue() + best <= plan.UpperBound * (1 + Rounding);
        Assert.True(holds, holds ? null
            : $"{plan.Added()} of {best}, {plan.GuaranteedShare} of it certain; with {planCase.MustHaveValue()} at most {plan.UpperBound}: {planCase}");
        return plan.Added() / best;
    }
}
