using System.Globalization;
using InfluenceGrpc.Core.Campaigns.Reach;

namespace InfluenceGrpc.Core.Campaigns.Comparison;

/// <summary>Says for people which plan wins on what.</summary>
internal static class ComparisonSentences
{
    private const double NoLead = 1.005;
    private const int MostDecimals = 12;

    /// <summary>One English sentence.</summary>
    public static string Of(CampaignMeasure measure, string best, string second, double bestValue, double secondValue, Estimate? lead)
    {
        if (lead is not { } known)
        {
            return bestValue == secondValue
                ? $"{Quote(best)} and {Quote(second)} come out alike on {NameOf(measure)}: {Figure(measure, bestValue)} both."
                : $"{Quote(best)} wins on {NameOf(measure)}: {Figure(measure, bestValue)}, {Quote(second)} {Figure(measure, secondValue)}.";
        }

        var figures = $"{Figure(measure, bestValue)} against {Figure(measure, secondValue)}";
        if (known.Value < NoLead)
        {
            return known.Lower > 1
                ? $"{Quote(best)} is just ahead of {Quote(second)} on {NameOf(measure)}: {figures}."
                : $"{Quote(best)} and {Quote(second)} come out alike on {NameOf(measure)}: {figures}.";
        }

        var interval = known.Lower == known.Upper ? "" : $", between {Factor(known.Lower)} and {Factor(known.Upper)}";
        var doubt = known.Lower > 1 ? "" : " What is not certain could turn that round.";
        return $"{Quote(best)} wins on {NameOf(measure)} by a factor of {Factor(known.Value)}{interval}: {figures}.{doubt}";
    }

    /// <summary>Where there are no two plans to compare: why not.</summary>
    public static string OfNone(CampaignMeasure measure, IReadOnlyList<NamedForecast> unranked)
    {
        var name = NameOf(measure);
        return $"{char.ToUpperInvariant(name[0])}{name[1..]} cannot be compared: {Reasons(unranked)}.";
    }

    /// <summary>What follows a sentence where plans are not ranked; nothing where all are.</summary>
    public static string OfUnranked(IReadOnlyList<NamedForecast> unranked) => unranked.Count == 0 ? "" : $" Left out: {Reasons(unranked)}.";

    private static string Reasons(IReadOnlyList<NamedForecast> unranked) => string.Join(
        ", ", unranked.Select(plan => $"{Quote(plan.Name)} ({(plan.IsWhole ? "it is not known of it" : "some of its creators failed")})"));

    private static string NameOf(CampaignMeasure measure) => measure switch
    {
        CampaignMeasure.NetInTargetReach => "different people reached in the target",
        CampaignMeasure.CredibleReach => "people reached credibly",
        CampaignMeasure.InTargetEngagements => "engagements in the target",
        CampaignMeasure.GrossReach => "contacts with anybody",
        CampaignMeasure.Frequency => "contacts per person reached",
        CampaignMeasure.Cost => "cost",
        CampaignMeasure.CostPerThousandReached => "cost per thousand people reached",
        CampaignMeasure.CostPerInTargetEngagement => "cost per engagement in the target",
        _ => throw new ArgumentOutOfRangeException(nameof(measure), measure, message: null),
    };

    // At least three digits that tell something: two prices below 1 are not "0 against 0".
    private static string Figure(CampaignMeasure measure, double value)
    {
        var isRatio = measure is CampaignMeasure.Frequency or CampaignMeasure.CostPerThousandReached or CampaignMeasure.CostPerInTargetEngagement;
        var decimals = value is > 0 and < 1 ? DecimalsBelowOne(value)
            : isRatio ? 2
            : value is >= 100 or 0 ? 0
            : value >= 10 ? 1 : 2;
        var least = isRatio ? 2 : 0;
        return value.ToString(
            "#,##0." + new string('0', least) + new string('#', Math.Max(0, decimals - least)), CultureInfo.InvariantCulture);
    }

    // Of three digits behind the zeros; what is next to nothing is told as nothing.
    private static int DecimalsBelowOne(double value)
    {
        var decimals = 3;
        for (var scaled = value * 10; scaled < 1 && decimals < MostDecimals; scaled *= 10)
        {
            decimals++;
        }

        return decimals;
    }

    private static string Factor(double ratio) => ratio.ToString(ratio < 10 ? "0.##" : ratio < 100 ? "0.#" : "#,##0", CultureInfo.InvariantCulture);

    private static string Quote(string name) => Faults.FaultPath.Quote(name);
}
