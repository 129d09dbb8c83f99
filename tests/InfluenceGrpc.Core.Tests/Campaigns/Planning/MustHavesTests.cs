using InfluenceGrpc.Core.Campaigns.Planning;
using InfluenceGrpc.Core.Campaigns.Reach;
using InfluenceGrpc.Core.Faults;
using static InfluenceGrpc.Core.Tests.Campaigns.Planning.Plans;

namespace InfluenceGrpc.Core.Tests.Campaigns.Planning;

public sealed class MustHavesTests
{
    private static readonly PlanGoal Goal = new(PlanObjective.NetInTargetReach, 1_000, 2);

    [Fact]
    public void FaultsIn_TwoThatFitExactly_AreNone() =>
        Assert.Empty(MustHaves.FaultsIn([Creator("a", 1, 999.9m), Creator("b", 1, 0.1m)], Goal, "mustHaves"));

    [Fact]
    public void FaultsIn_EverythingWrong_NamesEveryFault()
    {
        CreatorReach?[] creators = [Creator("a", 1, 1_000.5m, meetsBrief: false), null, Creator("a", 1, price: null)];

        var faults = MustHaves.FaultsIn(creators, Goal, "mustHaves").Select(fault => (fault.Path, fault.Code)).ToArray();

        Assert.Equal(
            new[]
            {
                ("mustHaves", FaultCode.Sum), ("mustHaves", FaultCode.TooMany), ("mustHaves[0]", FaultCode.NotAllowed),
                ("mustHaves[1]", FaultCode.Required), ("mustHaves[2]", FaultCode.Duplicate), ("mustHaves[2]", FaultCode.Required),
            }.Order(),
            faults.Order());
    }

    [Fact]
    public void FaultsIn_OverTheBudget_TellsBothSums()
    {
        var fault = Assert.Single(MustHaves.FaultsIn([Creator("a", 1, 1_234.5m)], Goal, "mustHaves"));

        Assert.Equal("cost 1,234.5 together, and the budget is 1,000.", fault.Message);
    }

    [Fact]
    public void Planner_MustHavesThatCannotBeInAPlan_Throws()
    {
        var wrong = Assert.Throws<ArgumentException>(
            () => new CampaignPlanner(Target(1_000), Goal, [Creator("a", 1, 1_001)], CampaignPlanner.MinCapacity));

        Assert.Contains("the budget is 1,000", wrong.Message, StringComparison.Ordinal);
    }
}
