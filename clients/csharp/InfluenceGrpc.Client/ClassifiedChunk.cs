using Influence.V1;

namespace InfluenceGrpc.Client;

/// <summary>Items in the order sent, and their tiers under each scheme.</summary>
/// <typeparam name="T">The caller's item.</typeparam>
public sealed class ClassifiedChunk<T>
{
    private readonly InfluenceError?[]? errors;

    internal ClassifiedChunk(
        ulong sequence, IReadOnlyList<T> items, IReadOnlyList<TierScheme> schemes, StreamClassifyTiersChunkResult result)
    {
        Sequence = sequence;
        Items = items;
        Schemes = schemes;
        Refusal = result.Status is null ? null : InfluenceError.From(result.Status);
        Columns = result.Tiers ?? new TierColumns();
        errors = Columns.Errors.Count == 0 ? null : Spread(Columns, items.Count);
        FailedCount = errors?.Count(error => error is not null) ?? 0;
    }

    /// <summary>Number of the chunk, from 1.</summary>
    public ulong Sequence { get; }

    /// <summary>The caller's items.</summary>
    public IReadOnlyList<T> Items { get; }

    /// <summary>The schemes, in the order of the columns.</summary>
    public IReadOnlyList<TierScheme> Schemes { get; }

    /// <summary>The answer as it came; without columns where the chunk was refused.</summary>
    public TierColumns Columns { get; }

    /// <summary>Why the server refused the chunk as a whole; null where it answered.</summary>
    public InfluenceError? Refusal { get; }

    /// <summary>How many items have an error of their own.</summary>
    public int FailedCount { get; }

    /// <summary>Position of the item's tier within the scheme, 1 the lowest; 0 where it has none or failed.</summary>
    public int OrdinalOf(int scheme, int item) => Refusal is null ? (int)Columns.Columns[scheme].Ordinals[item] : 0;

    /// <summary>The item's tier under the scheme; null where it has none or failed.</summary>
    public Tier? TierOf(int scheme, int item) => OrdinalOf(scheme, item) is > 0 and var ordinal ? Schemes[scheme].Tiers[ordinal - 1] : null;

    /// <summary>
    /// ln(followers / nearest bound): 0 at the bound, negative below it; NaN where there is none, the item failed or
    /// <see cref="ClassifyStreamOptions.BoundaryMargins"/> is not set.
    /// </summary>
    public float MarginOf(int scheme, int item) =>
        Refusal is null && Columns.Columns[scheme].BoundaryMargins is { Count: > 0 } margins ? margins[item] : float.NaN;

    /// <summary>
    /// Why the item has no tier; unspecified where it has one, failed, or
    /// <see cref="ClassifyStreamOptions.UnrankedReasons"/> is not set.
    /// </summary>
    public UnrankedReason UnrankedReasonOf(int scheme, int item) =>
        Refusal is null && Columns.Columns[scheme].UnrankedReasons is { Count: > 0 } reasons ? reasons[item] : UnrankedReason.Unspecified;

    /// <summary>Why the item failed; null where it did not.</summary>
    public InfluenceError? ErrorOf(int item) => Refusal ?? errors?[item];

    private static InfluenceError?[] Spread(TierColumns columns, int count)
    {
        var spread = new InfluenceError?[count];
        foreach (var group in columns.Errors)
        {
            var error = InfluenceError.From(group.Status);
            foreach (var index in group.Indexes)
            {
                spread[checked((int)index)] = error;
            }
        }

        return spread;
    }
}
