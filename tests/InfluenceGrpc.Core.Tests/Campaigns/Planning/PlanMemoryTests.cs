using InfluenceGrpc.Core.Campaigns.Planning;
using Xunit.Abstractions;
using static InfluenceGrpc.Core.Tests.Campaigns.Planning.Plans;

namespace InfluenceGrpc.Core.Tests.Campaigns.Planning;

/// <summary>However many candidates come, memory stays what it is.</summary>
[Collection(nameof(AloneCollection))]
public sealed class PlanMemoryTests(ITestOutputHelper output)
{
    private const int Candidates = 1_000_000;
    private const int Capacity = 10_000;
    private const int MaxCreators = 200;
    private const long MostBytes = 16_000_000;

    [Fact]
    public void Offer_AMillionCandidates_KeepsWhatTenThousandTake()
    {
        var random = new Random(1);
        var top = new PriorityQueue<double, double>();
        var planner = new CampaignPlanner(
            Target(1e6), new PlanGoal(PlanObjective.InTargetEngagements, MaxCreators, MaxCreators), [], Capacity);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        for (var i = 0; i < Candidates; i++)
        {
            // All cost 1, so that the best set is that of the 200 who bring most.
            var engagements = Math.Pow(10, 5 * random.NextDouble());
            top.Enqueue(engagements, engagements);
            if (top.Count > MaxCreators)
            {
                top.Dequeue();
            }

            Assert.Equal(DropReason.None, planner.Offer(Creator($"creator {i}", 1, 1, engagements: engagements)));
        }

        var kept = GC.GetTotalMemory(forceFullCollection: true) - before;
        var plan = planner.Plan();
        var best = top.UnorderedItems.Sum(item => item.Element);
        output.WriteLine($"{kept:N0} bytes kept; {plan.ObjectiveValue / best:F4} of the best, {plan.GuaranteedShare:F4} told");

        // What tests before it left behind may be gone meanwhile.
        Assert.InRange(kept, long.MinValue, MostBytes);
        Assert.Equal(PlanMethod.Sieved, plan.Method);
        Assert.InRange(plan.ObjectiveValue, plan.GuaranteedShare * best, best * (1 + Rounding));
        Assert.InRange(plan.GuaranteedShare, 1 / 4.4, 1);
        Assert.InRange(plan.UpperBound, best * (1 - Rounding), double.MaxValue);
    }
}
