using InfluenceGrpc.Core.Campaigns.Planning;
using InfluenceGrpc.Core.Faults;
using static InfluenceGrpc.Core.Tests.Campaigns.Planning.Plans;

namespace InfluenceGrpc.Core.Tests.Campaigns.Planning;

public sealed class MustHavesTests
{
    private static readonly PlanGoal Goal = new(PlanObjective.NetInTargetReach, 1_000, 2);

    [Fact]
    public void FaultsIn_TwoThatFitExactly_AreNone() =>
        Assert.Empty(MustHaves.FaultsIn([Must("a", 999.9m), Must("b", 0.1m)], Goal, "mustHaves"));

    [Fact]
    public void FaultsIn_EverythingWrong_NamesEveryFault()
    {
        MustHave?[] creators =
        [
            MustHave.Of(Creator("a", 1, 1_000.5m, meetsBrief: false)), Must("b", 1) with { Reach = null }, null, Must("a", price: null),
        ];

        var faults = MustHaves.FaultsIn(creators, Goal, "mustHaves").Select(fault => (fault.Path, fault.Code)).ToArray();

        Assert.Equal(
            new[]
            {
                ("mustHaves", FaultCode.Sum), ("mustHaves", FaultCode.TooMany), ("mustHaves[0]", FaultCode.NotAllowed),
                ("mustHaves[1]", FaultCode.Required), ("mustHaves[3]", FaultCode.Duplicate), ("mustHaves[3]", FaultCode.Required),
            }.Order(),
            faults.Order());
    }

    [Fact]
    public void FaultsIn_OverTheBudget_TellsBothSums()
    {
        var fault = Assert.Single(MustHaves.FaultsIn([Must("a", 1_234.5m)], Goal, "mustHaves"));

        Assert.Equal("cost 1,234.5 together, and the budget is 1,000.", fault.Message);
    }

    /// <summary>Otherwise the second fault would come when the first is mended.</summary>
    [Fact]
    public void FaultsIn_OneWithoutReachAndOverTheBudget_TellsBothAtOnce()
    {
        var unknown = new MustHave("b", Reach: null, 700, MustHave.Of(Creator("b", 1, 700, meetsBrief: false)).Ineligibilities);

        var faults = MustHaves.FaultsIn([Must("a", 700), unknown], Goal, "mustHaves").Select(fault => (fault.Path, fault.Code)).ToArray();

        Assert.Equal(
            new[] { ("mustHaves", FaultCode.Sum), ("mustHaves[1]", FaultCode.NotAllowed), ("mustHaves[1]", FaultCode.Required) }.Order(),
            faults.Order());
    }

    [Fact]
    public void Planner_MustHavesThatCannotBeInAPlan_Throws()
    {
        var wrong = Assert.Throws<ArgumentException>(
            () => new CampaignPlanner(Target(1_000), Goal, [Creator("a", 1, 1_001)], CampaignPlanner.MinCapacity));

        Assert.Contains("the budget is 1,000", wrong.Message, StringComparison.Ordinal);
    }

    private static MustHave Must(string id, decimal? price) => MustHave.Of(Creator(id, 1, price));
}
