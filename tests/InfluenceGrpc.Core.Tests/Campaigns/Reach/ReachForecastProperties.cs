using FsCheck;
using FsCheck.Fluent;
using InfluenceGrpc.Core.Campaigns.Reach;

namespace InfluenceGrpc.Core.Tests.Campaigns.Reach;

/// <summary>What holds of the forecast of any set.</summary>
public sealed class ReachForecastProperties
{
    private static readonly Config Thousands = Config.QuickThrowOnFailure.WithMaxTest(1_000);

    [Fact]
    public void Estimates_OfAnySet_AreFiniteAndInOrder() => Check(set => Estimates(set.Forecast()).All(estimate =>
        estimate.Lower >= 0 && estimate.Lower <= estimate.Value && estimate.Value <= estimate.Upper && double.IsFinite(estimate.Upper)));

    [Fact]
    public void Frequency_OfAnySet_IsAtLeastOne() => Check(set =>
        set.Forecast().Frequency is not { } frequency || (frequency.Lower >= 1 && frequency.Value >= 1));

    [Fact]
    public void People_OfAnySet_AreNoMoreThanThereAre() => Check(set => set.Forecast() is var forecast
        && forecast.NetInTargetReach.Upper <= set.Universe.People
        && forecast.CredibleReach.Upper <= set.Universe.People
        && forecast.Creators.All(creator => creator.InTargetReach.Upper <= set.Universe.People));

    [Fact]
    public void Net_OfAnySet_LiesBetweenTheWidestCreatorAndContacts() => Check(set => set.Forecast() is var forecast
        && forecast.NetInTargetReach.Value >= forecast.Creators.Max(creator => creator.InTargetReach.Value)
        && forecast.NetInTargetReach.Value <= forecast.GrossInTargetReach.Value
        && forecast.GrossInTargetReach.Value <= forecast.GrossReach.Value * (1 + 1e-12));

    [Fact]
    public void Credible_OfAnySet_IsNoMoreThanNet() => Check(set => set.Forecast() is var forecast
        && forecast.CredibleReach.Value <= forecast.NetInTargetReach.Value);

    [Fact]
    public void Adds_OfAnyCreator_IsAtMostWhatItReaches() => Check(set =>
        set.Forecast().Creators.All(creator => creator.Adds >= 0 && creator.Adds <= creator.InTargetReach.Value));

    [Fact]
    public void Forecast_OfTheSameSet_IsTheSameToTheBit() => Check(set => Bits(set.Forecast()).SequenceEqual(Bits(set.Forecast())));

    [Fact]
    public void Figures_ThatRestOnSomethingUnknown_AreAbsent() => Check(set =>
    {
        var forecast = set.Forecast();
        var (priced, told) = (set.Creators.All(creator => creator.Price is not null), set.Creators.All(creator => creator.Engagements is not null));
        return forecast.Cost is not null == priced
            && forecast.Engagements is not null == told
            && forecast.InTargetEngagements is not null == told
            && (priced || (forecast.CostPerThousandReached is null && forecast.CostPerInTargetEngagement is null))
            && (told || forecast.CostPerInTargetEngagement is null);
    });

    private static void Check(Func<AnySet, bool> holds) => Prop.ForAll(AnySet.Any.ToArbitrary(), holds).Check(Thousands);

    private static IEnumerable<Estimate> Estimates(ReachForecast forecast) => new Estimate?[]
        {
            forecast.GrossReach, forecast.GrossInTargetReach, forecast.NetInTargetReach, forecast.CredibleReach, forecast.Frequency,
            forecast.Engagements, forecast.InTargetEngagements, forecast.CostPerThousandReached, forecast.CostPerInTargetEngagement,
        }
        .OfType<Estimate>()
        .Concat(forecast.Creators.SelectMany(creator => new[] { creator.Reach, creator.InTargetReach }));

    private static IEnumerable<long> Bits(ReachForecast forecast) => Estimates(forecast)
        .SelectMany(estimate => new[] { estimate.Value, estimate.Lower, estimate.Upper })
        .Concat(forecast.Creators.Select(creator => creator.Adds))
        .Select(BitConverter.DoubleToInt64Bits);
}
