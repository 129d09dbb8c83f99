using InfluenceGrpc.Core.Creators;
using InfluenceGrpc.Core.Numerics;

namespace InfluenceGrpc.Core.Fit.Scoring;

/// <summary>Step 2.8: what an engagement within the target audience costs. After audience and engagement.</summary>
internal static class CostStep
{
    /// <summary>Fills in the component's only part.</summary>
    public static void Evaluate(CompiledBrief brief, CreatorProfile profile, FitFigures into)
    {
        if (brief.Brief.Cost is not { } target)
        {
            return;
        }

        var price = PriceOf(profile, target.Deliverable, target.CurrencyCode, out var isInOtherCurrency);
        if (price is null && isInOtherCurrency)
        {
            into.Note(CautionFlag.PriceInOtherCurrency);
        }

        if (price is not { } amount || Engagements(profile, into.Engagement) is not { } engagements)
        {
            return;
        }

        var (rule, wanted) = (brief.Model.Cost, engagements * into.WantedShare);
        var reach = Reach(rule.Steepness, into.Engagement);
        into[FitComponent.Cost].Filling[0] = new PartFigure
        {
            Known = true,
            Value = Value((double)amount, wanted, brief.CostReference, rule.Steepness),
            Down = Math.Min(reach, rule.Prior.Mean - rule.Prior.Low),
            Up = Math.Min(reach, rule.Prior.High - rule.Prior.Mean),
        };
    }

    /// <summary>What the deliverable costs, in the currency; null where it is not known.</summary>
    /// <param name="profile">The creator.</param>
    /// <param name="deliverable">What is bought.</param>
    /// <param name="currency">ISO 4217.</param>
    /// <param name="isInOtherCurrency">Whether there is a price in another one.</param>
    public static decimal? PriceOf(CreatorProfile profile, Deliverable deliverable, string currency, out bool isInOtherCurrency)
    {
        isInOtherCurrency = false;
        for (var i = 0; i < profile.Prices.Count; i++)
        {
            var price = profile.Prices[i];
            if (price.Deliverable != deliverable)
            {
                continue;
            }

            if (string.Equals(price.CurrencyCode, currency, StringComparison.Ordinal))
            {
                return price.Amount;
            }

            isInOtherCurrency = true;
        }

        return null;
    }

    /// <summary>Engagements that a post is expected to get; null where they cannot be told.</summary>
    public static double? Engagements(CreatorProfile profile, EngagementFigure figure) => (figure.HasPeers, figure.Rate?.Basis) switch
    {
        (false, _) => null,
        (_, null or EngagementBasis.Followers) => figure.ExpectedRate * profile.Followers,
        (_, EngagementBasis.Views) => figure.ExpectedRate * profile.Engagement!.AverageViews,
        (_, EngagementBasis.Reach) => figure.ExpectedRate * profile.Engagement!.AverageReach,
        _ => null,
    };

    // What costs nothing is worth it even where nobody is reached.
    private static double Value(double price, double wanted, double reference, double steepness) => (price, wanted) switch
    {
        (0, _) => 1,
        (_, 0) => 0,
        _ => 1 / (1 + PortableMath.Exp(steepness * (PortableMath.Log(price / wanted) - PortableMath.Log(reference)))),
    };

    // The logistic curve is nowhere steeper than a quarter.
    private static double Reach(double steepness, EngagementFigure figure) =>
        steepness / 4 * EngagementStep.Ninetieth * figure.LogSpread * Math.Sqrt(1 - figure.Weight);
}
