using Domain = InfluenceGrpc.Core;
using V1 = Influence.V1;

namespace InfluenceGrpc.Server.Tests;

/// <summary>Domain enums are cast to the contract's and back: same numbers, same names.</summary>
public sealed class EnumParityTests
{
    public static TheoryData<Type, Type> Pairs => new()
    {
        { typeof(Domain.Creators.Platform), typeof(V1.Platform) },
        { typeof(Domain.Creators.EngagementBasis), typeof(V1.EngagementBasis) },
        { typeof(Domain.Creators.EngagementStatistic), typeof(V1.EngagementStatistic) },
        { typeof(Domain.Creators.AudienceBase), typeof(V1.AudienceBase) },
        { typeof(Domain.Creators.AgeBand), typeof(V1.AgeBand) },
        { typeof(Domain.Creators.Gender), typeof(V1.Gender) },
        { typeof(Domain.Creators.Deliverable), typeof(V1.Deliverable) },
        { typeof(Domain.Creators.SafetyFlag), typeof(V1.SafetyFlag) },
        { typeof(Domain.Tiers.CanonicalTier), typeof(V1.CanonicalTier) },
        { typeof(Domain.Tiers.TierSchemeKind), typeof(V1.TierSchemeKind) },
        { typeof(Domain.Fit.WeightPreset), typeof(V1.WeightPreset) },
        { typeof(Domain.Fit.MissingPolicy), typeof(V1.MissingPolicy) },
        { typeof(Domain.Tiers.UnrankedReason), typeof(V1.UnrankedReason) },
        { typeof(Domain.Fit.FitComponent), typeof(V1.FitComponent) },
        { typeof(Domain.Fit.Scoring.ComponentStatus), typeof(V1.ComponentStatus) },
        { typeof(Domain.Fit.Scoring.IneligibilityReason), typeof(V1.IneligibilityReason) },
        { typeof(Domain.Fit.Scoring.CautionFlag), typeof(V1.CautionFlag) },
        { typeof(Domain.Campaigns.Reach.OverlapBasis), typeof(V1.OverlapBasis) },
        { typeof(Domain.Campaigns.Comparison.CampaignMeasure), typeof(V1.CampaignMeasure) },
        { typeof(Domain.Campaigns.Planning.PlanObjective), typeof(V1.PlanObjective) },
        { typeof(Domain.Campaigns.Planning.PlanMethod), typeof(V1.PlanMethod) },
        { typeof(Domain.Campaigns.Planning.DropReason), typeof(V1.DropReason) },
    };

    [Theory]
    [MemberData(nameof(Pairs))]
    public void DomainEnum_Numbers_EqualTheContracts(Type domain, Type contract) =>
        Assert.Equal(Numbers(contract), Numbers(domain));

    [Theory]
    [MemberData(nameof(Pairs))]
    public void DomainEnum_Names_EqualTheContracts(Type domain, Type contract)
    {
        // Ages are written out differently, and "no reason" has a name of its own.
        if (domain == typeof(Domain.Creators.AgeBand))
        {
            return;
        }

        foreach (var value in Enum.GetValues(domain).Cast<object>().Where(value => Convert.ToInt32(value) != 0))
        {
            Assert.Equal(Enum.GetName(contract, Convert.ToInt32(value)), value.ToString(), ignoreCase: true);
        }
    }

    // Here the contract has a number more, for what is not stated, and counts one further.
    [Fact]
    public void AudienceDimensions_AreTheContractsLessOne() => Assert.Equal(
        Enum.GetNames<V1.AudienceDimension>().Skip(1), Enum.GetValues<Domain.Fit.Models.AudienceDimension>().Select(dimension => dimension.ToString()));

    private static IEnumerable<int> Numbers(Type type) => Enum.GetValues(type).Cast<object>().Select(Convert.ToInt32).Order();
}
