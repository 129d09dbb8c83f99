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
    /// <param name="rows">What was kept of the items, in order.</param>
    /// <param name="task">What they were scored by.</param>
    public static V1.FitColumns Write(FitRow[] rows, FitTask task)
    {
        var written = new V1.FitColumns { ItemCount = (uint)rows.Length };
        written.Scores.AddRange(rows.Select(row => row.Score));
        written.Lowers.AddRange(rows.Select(row => row.Lower));
        written.Uppers.AddRange(rows.Select(row => row.Upper));
        written.Coverages.AddRange(rows.Select(row => row.Coverage));
        if (task.Brief.Brief.Audience is not null)
        {
            written.TargetShares.AddRange(rows.Select(row => row.TargetShare));
        }

        written.Ineligible.AddRange(Ineligible(rows));
        written.Cautions.AddRange(Grouped<CautionFlag>(rows, row => row.Cautions).Select(
            group => new V1.CautionedItems { Flag = (V1.CautionFlag)group.Flag, Indexes = { group.Indexes } }));
        if (task.WithComponents)
        {
            written.Components.AddRange(FitComponents.All.Where(task.Brief.AsksFor).Select(component => WriteColumn(rows, component)));
        }

        written.Errors.AddRange(FailuresOf(rows).Groups);

        // Items are of one kind, and what was given needs no telling where it came from.
        if (rows is [{ DataStatus: not V1.DataStatus.Inline }, ..])
        {
            written.DataStatus.AddRange(rows.Select(row => row.DataStatus));
        }

        return written;
    }

    /// <summary>The items that do not meet the brief, by reason.</summary>
    public static IEnumerable<V1.IneligibleItems> Ineligible(FitRow[] rows) =>
        Grouped<IneligibilityReason>(rows, row => row.Ineligibilities).Select(
            group => new V1.IneligibleItems { Reason = (V1.IneligibilityReason)group.Flag, Indexes = { group.Indexes } });

    /// <summary>The items that failed.</summary>
    public static ItemFailures FailuresOf(FitRow[] rows)
    {
        var failures = new ItemFailures();
        for (var i = 0; i < rows.Length; i++)
        {
            if (rows[i].Failure is { } failure)
            {
                failures.Add(i, failure);
            }
        }

        return failures;
    }

    private static V1.ComponentColumn WriteColumn(FitRow[] rows, FitComponent component)
    {
        var cells = Array.ConvertAll(rows, row => row.Failure is null ? row.Components[component.Place()] : default);
        var column = new V1.ComponentColumn { Component = (V1.FitComponent)component };
        column.Values.AddRange(cells.Select(cell => cell.Value));
        column.Contributions.AddRange(cells.Select(cell => cell.Contribution));
        column.Statuses.AddRange(cells.Select(cell => (V1.ComponentStatus)cell.Status));
        return column;
    }

    // Flags in the order of their numbers, indexes ascending.
    private static IEnumerable<(TFlag Flag, List<uint> Indexes)> Grouped<TFlag>(FitRow[] rows, Func<FitRow, FlagSet<TFlag>> flagsOf)
        where TFlag : struct, Enum
    {
        foreach (var flag in Enum.GetValues<TFlag>())
        {
            var indexes = new List<uint>();
            for (var i = 0; i < rows.Length; i++)
            {
                if (flagsOf(rows[i]).Contains(flag))
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
