using System.Globalization;
using InfluenceGrpc.Core.Faults;

namespace InfluenceGrpc.Core.Campaigns.Planning;

/// <summary>Checks creators that a plan is to have in any case.</summary>
public static class MustHaves
{
    /// <summary>Every reason why these creators cannot be in a plan together; empty where they can.</summary>
    /// <param name="creators">In the order given; null where nothing is known of one, which is told elsewhere.</param>
    /// <param name="goal">What is planned.</param>
    /// <param name="path">Path of their list.</param>
    public static IReadOnlyList<Fault> FaultsIn(IReadOnlyList<MustHave?> creators, PlanGoal goal, string path)
    {
        ArgumentNullException.ThrowIfNull(creators);
        ArgumentNullException.ThrowIfNull(goal);
        var faults = new FaultList();
        var cost = 0m;
        var ids = new HashSet<string>(StringComparer.Ordinal);
        if (creators.Count > goal.MaxCreators)
        {
            faults.Add(path, FaultCode.TooMany, $"must be at most {goal.MaxCreators}, the most creators of the plan; got {creators.Count}.");
        }

        for (var i = 0; i < creators.Count; i++)
        {
            if (creators[i] is { } known && !ids.Add(known.CreatorId))
            {
                faults.Add(FaultPath.Item(path, i), FaultCode.Duplicate, $"{FaultPath.Quote(known.CreatorId)} is given twice.");
            }

            if (creators[i] is { } creator)
            {
                CheckOne(creator, FaultPath.Item(path, i), faults);
            }

            cost += creators[i]?.Price ?? 0;
        }

        if (cost > goal.Budget)
        {
            faults.Add(path, FaultCode.Sum, $"cost {Text(cost)} together, and the budget is {Text(goal.Budget)}.");
        }

        return faults.ToList();
    }

    private static void CheckOne(MustHave creator, string path, FaultList faults)
    {
        if (creator.Reach is null)
        {
            faults.Add(path, FaultCode.Required, "has no reach: neither the profile's own, nor followers, are known.");
        }

        if (creator.Price is null)
        {
            faults.Add(path, FaultCode.Required, "has no price for what the brief buys, in its currency; give one with it.");
        }

        foreach (var reason in creator.Ineligibilities.ToArray())
        {
            faults.Add(path, FaultCode.NotAllowed, $"does not meet the brief: {Words(reason.ToString())}.");
        }
    }

    // PriceTooHigh: price too high.
    private static string Words(string name) =>
        string.Concat(name.Select((letter, i) => i > 0 && char.IsUpper(letter) ? $" {char.ToLowerInvariant(letter)}" : $"{char.ToLowerInvariant(letter)}"));

    private static string Text(decimal amount) => amount.ToString("#,##0.##", CultureInfo.InvariantCulture);
}
