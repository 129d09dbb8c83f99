using InfluenceGrpc.Core.Fit;
using InfluenceGrpc.Core.Fit.Scoring;
using InfluenceGrpc.Server.Operations;
using V1 = Influence.V1;

namespace InfluenceGrpc.Server.Contract;

/// <summary>Tells of the scores of many creators, in columns.</summary>
internal static class FitColumnsWriter
{
    /// <summary>Most items whose answer with these columns stays below <see cref="LimitOptions.MaxAnswerBytes"/>.</summary>
    public static int MaxItems(V1.FitColumnOptions? columns, LimitOptions limits) =>
        columns?.Components == true ? limits.MaxItemsWithComponents : limits.MaxItems;

    /// <summary>All columns; failed items hold 0.</summary>
    /// <param name="items">The items, in order.</param>
    /// <param name="task">What they were scored by.</param>
    public static V1.FitColumns Write(FitItem<FitRow>[] items, FitTask task)
    {
        var written = new V1.FitColumns { ItemCount = (uint)items.Length };
        written.Scores.AddRange(items.Select(item => item.Taken.Score));
        written.Lowers.AddRange(items.Select(item => item.Taken.Lower));
        written.Uppers.AddRange(items.Select(item => item.Taken.Upper));
        written.Coverages.AddRange(items.Select(item => item.Taken.Coverage));
        if (task.Brief.Brief.Audience is not null)
        {
            written.TargetShares.AddRange(items.Select(item => item.Taken.TargetShare ?? 0));
            written.TargetSharesUnknown.AddRange(
                Enumerable.Range(0, items.Length).Where(i => items[i] is { Failure: null, Taken.TargetShare: null }).Select(i => (uint)i));
        }

        written.Ineligible.AddRange(Ineligible(items, row => row.Ineligibilities));
        written.Cautions.AddRange(Grouped<FitRow, CautionFlag>(items, row => row.Cautions).Select(
            group => new V1.CautionedItems { Flag = (V1.CautionFlag)group.Flag, Indexes = { group.Indexes } }));
        if (task.WithComponents)
        {
            written.Components.AddRange(FitComponents.All.Where(task.Brief.AsksFor).Select(component => WriteColumn(items, component)));
        }

        written.Errors.AddRange(FailuresOf(items).Groups);

        // Items are of one kind, and what was given needs no telling where it came from.
        if (items is [{ DataStatus: not V1.DataStatus.Inline }, ..])
        {
            written.DataStatus.AddRange(items.Select(item => item.DataStatus));
        }

        return written;
    }

    /// <summary>The items that do not meet the brief, by reason.</summary>
    public static IEnumerable<V1.IneligibleItems> Ineligible<T>(FitItem<T>[] items, Func<T, FlagSet<IneligibilityReason>> reasonsOf)
        where T : struct =>
        Grouped(items, reasonsOf).Select(
            group => new V1.IneligibleItems { Reason = (V1.IneligibilityReason)group.Flag, Indexes = { group.Indexes } });

    /// <summary>The items that failed.</summary>
    public static ItemFailures FailuresOf<T>(FitItem<T>[] items)
        where T : struct
    {
        var failures = new ItemFailures();
        for (var i = 0; i < items.Length; i++)
        {
            if (items[i].Failure is { } failure)
            {
                failures.Add(i, failure);
            }
        }

        return failures;
    }

    private static V1.ComponentColumn WriteColumn(FitItem<FitRow>[] items, FitComponent component)
    {
        var cells = Array.ConvertAll(items, item => item.Taken.Components?[component.Place()] ?? default);
        var column = new V1.ComponentColumn { Component = (V1.FitComponent)component };
        column.Values.AddRange(cells.Select(cell => cell.Value));
        column.Contributions.AddRange(cells.Select(cell => cell.Contribution));
        column.Statuses.AddRange(cells.Select(cell => (V1.ComponentStatus)cell.Status));
        return column;
    }

    // Flags in the order of their numbers, indexes ascending.
    private static IEnumerable<(TFlag Flag, List<uint> Indexes)> Grouped<T, TFlag>(FitItem<T>[] items, Func<T, FlagSet<TFlag>> flagsOf)
        where T : struct
        where TFlag : struct, Enum
    {
        foreach (var flag in Enum.GetValues<TFlag>())
        {
            var indexes = new List<uint>();
            for (var i = 0; i < items.Length; i++)
            {
                if (flagsOf(items[i].Taken).Contains(flag))
                {
                    indexes.Add((uint)i);
                }
            }

            if (indexes.Count > 0)
            {
                yield return (flag, indexes);
            }
        }
    }
}
