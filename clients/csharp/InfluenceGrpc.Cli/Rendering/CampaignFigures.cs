using System.Globalization;
using Influence.V1;

namespace InfluenceGrpc.Cli.Rendering;

/// <summary>Figures of campaigns as people read them.</summary>
internal static class CampaignFigures
{
    private const int MostNames = 3;
    private const int MostDecimals = 12;

    /// <summary>People, contacts or engagements: "12,345".</summary>
    public static string People(double count) => count.ToString("#,##0", CultureInfo.InvariantCulture);

    /// <summary>Small figures such as a frequency, or what one engagement costs: "1.25"; below 1 with three digits that tell: "0.0042".</summary>
    public static string Fine(double value)
    {
        var more = value is > 0 and < 1 ? Math.Min(MostDecimals, 2 - (int)Math.Floor(Math.Log10(value))) - 2 : 0;
        return value.ToString($"#,##0.00{new string('#', more)}", CultureInfo.InvariantCulture);
    }

    /// <summary>An amount of money: "12,500 NOK", "12.50 NOK".</summary>
    public static string Money(double amount, string currency) =>
        $"{(amount == Math.Truncate(amount) ? People(amount) : Fine(amount))} {currency}".TrimEnd();

    /// <summary>The size of a target, its segments added up.</summary>
    public static double PeopleOf(Universe universe) => universe.HasPeople ? universe.People : universe.Segments.Sum(segment => segment.People);

    /// <summary>What net reach was computed by: how people reached twice are counted once.</summary>
    public static string Words(OverlapBasis basis) => basis switch
    {
        OverlapBasis.Exact => "exactly (one creator, or two whose overlap is known)",
        OverlapBasis.Pairs => "by the known overlaps of all pairs",
        OverlapBasis.SomePairs => "by the known overlaps of some pairs, the others as if by chance: for those, an upper estimate inside a niche",
        OverlapBasis.Chance => "as if audiences overlapped by chance: an upper estimate inside a niche",
        _ => FitFigures.Words(basis),
    };

    /// <summary>What a plan has as much of as possible.</summary>
    public static string Words(PlanObjective objective) => objective switch
    {
        PlanObjective.InTargetEngagements => "engagements in the target",
        PlanObjective.CredibleReach => "people reached credibly",
        _ => "different people reached in the target",
    };

    /// <summary>Creators by name: "'a', 'b' and 4 more".</summary>
    public static string Names(IReadOnlyList<string> creatorIds)
    {
        var named = string.Join(", ", creatorIds.Take(MostNames).Select(creatorId => $"'{creatorId}'"));
        return creatorIds.Count <= MostNames ? named : $"{named} and {Figures.Count(creatorIds.Count - MostNames)} more";
    }
}
