using Influence.V1;
using InfluenceGrpc.Client.Streaming;

namespace InfluenceGrpc.Client;

/// <summary>Items in the order sent, and their tiers under each scheme.</summary>
/// <typeparam name="T">The caller's item.</typeparam>
public sealed class ClassifiedChunk<T> : AnsweredChunk<T>
{
    internal ClassifiedChunk(
        ulong sequence, IReadOnlyList<T> items, IReadOnlyList<TierScheme> schemes, StreamClassifyTiersChunkResult result)
        : base(
            sequence,
            items,
            result.Status is null ? null : InfluenceError.From(result.Status),
            ItemFaults.Spread(result.Tiers?.Errors, items.Count))
    {
        Schemes = schemes;
        Columns = result.Tiers ?? new TierColumns();
    }

    /// <summary>The schemes, in the order of the columns.</summary>
    public IReadOnlyList<TierScheme> Schemes { get; }

    /// <summary>The answer as it came; without columns where the chunk was refused.</summary>
    public TierColumns Columns { get; }

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

    /// <summary>
    /// Where the item's data came from: INLINE where the item was no id; unspecified where nothing was found out, as when
    /// the profile store did not answer.
    /// </summary>
    public DataStatus DataStatusOf(int item) => Refusal is not null
        ? DataStatus.Unspecified
        : Columns.DataStatus is { Count: > 0 } statuses ? statuses[item] : DataStatus.Inline;
}
