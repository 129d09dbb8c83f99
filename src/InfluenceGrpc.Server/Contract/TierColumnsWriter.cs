using System.Buffers;
using InfluenceGrpc.Core.Tiers;
using V1 = Influence.V1;

namespace InfluenceGrpc.Server.Contract;

/// <summary>Classifies items scheme by scheme and writes each scheme's column.</summary>
internal static class TierColumnsWriter
{
    /// <summary>One column a scheme, in order; failed items hold zero values.</summary>
    public static V1.TierColumns Write(TierItemsReading reading, IReadOnlyList<TierScheme> schemes, V1.TierColumnOptions? options)
    {
        var written = new V1.TierColumns { ItemCount = (uint)reading.Items.Count };
        foreach (var scheme in schemes)
        {
            written.Columns.Add(WriteColumn(reading.Items, scheme, options));
        }

        written.Errors.AddRange(reading.Failures.Groups);
        if (reading.DataStatuses is { } statuses)
        {
            written.DataStatus.AddRange(statuses);
        }

        return written;
    }

    private static V1.TierColumn WriteColumn(TierItems items, TierScheme scheme, V1.TierColumnOptions? options)
    {
        var column = new V1.TierColumn();
        var ordinals = ArrayPool<byte>.Shared.Rent(items.Count);
        try
        {
            TierColumnClassifier.Ordinals(scheme, items, ordinals.AsSpan(0, items.Count));
            column.Ordinals.Capacity = items.Count;
            for (var i = 0; i < items.Count; i++)
            {
                column.Ordinals.Add(ordinals[i]);
            }

            if (options?.UnrankedReasons == true)
            {
                column.UnrankedReasons.Capacity = items.Count;
                for (var i = 0; i < items.Count; i++)
                {
                    column.UnrankedReasons.Add((V1.UnrankedReason)(
                        ordinals[i] == 0 && !items.HasFailed(i) ? TierColumnClassifier.Reason(scheme, items, i) : UnrankedReason.None));
                }
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(ordinals);
        }

        if (options?.BoundaryMargins == true)
        {
            WriteMargins(items, scheme, column);
        }

        return column;
    }

    private static void WriteMargins(TierItems items, TierScheme scheme, V1.TierColumn column)
    {
        var margins = ArrayPool<float>.Shared.Rent(items.Count);
        try
        {
            TierColumnClassifier.Margins(scheme, items, margins.AsSpan(0, items.Count));
            column.BoundaryMargins.Capacity = items.Count;
            for (var i = 0; i < items.Count; i++)
            {
                column.BoundaryMargins.Add(margins[i]);
            }
        }
        finally
        {
            ArrayPool<float>.Shared.Return(margins);
        }
    }
}
