using Google.Protobuf.Collections;
using Influence.V1;
using InfluenceGrpc.Client.Streaming;

namespace InfluenceGrpc.Client;

/// <summary>Items in the order sent, and their scores against the brief. Items that failed have none.</summary>
/// <typeparam name="T">The caller's item.</typeparam>
public sealed class ScoredChunk<T> : AnsweredChunk<T>
{
    private readonly IReadOnlyList<IneligibilityReason>?[]? ineligibilities;
    private readonly IReadOnlyList<CautionFlag>?[]? cautions;
    private readonly HashSet<uint> targetSharesUnknown;

    internal ScoredChunk(ulong sequence, IReadOnlyList<T> items, StreamScoreFitChunkResult result)
        : base(
            sequence,
            items,
            result.Status is null ? null : InfluenceError.From(result.Status),
            ItemFaults.Spread(result.Fits?.Errors, items.Count))
    {
        Columns = result.Fits ?? new FitColumns();
        ineligibilities = ItemFlags.Spread(Columns.Ineligible.Select(group => (group.Reason, group.Indexes)), items.Count);
        targetSharesUnknown = [.. Columns.TargetSharesUnknown];
        cautions = ItemFlags.Spread(Columns.Cautions.Select(group => (group.Flag, group.Indexes)), items.Count);
    }

    /// <summary>The answer as it came; without columns where the chunk was refused.</summary>
    public FitColumns Columns { get; }

    /// <summary>The item's score, in [0, 100]; null where it failed.</summary>
    public double? ScoreOf(int item) => Of(Columns.Scores, item);

    /// <summary>Lower end of the item's interval, in [0, 100]; null where it failed.</summary>
    public double? LowerOf(int item) => Of(Columns.Lowers, item);

    /// <summary>Upper end of the item's interval, in [0, 100]; null where it failed.</summary>
    public double? UpperOf(int item) => Of(Columns.Uppers, item);

    /// <summary>Weight of what is known of the item among the weight of all that the brief asks for, in [0, 1]; null where it failed.</summary>
    public double? CoverageOf(int item) => Of(Columns.Coverages, item);

    /// <summary>
    /// The share of the audience that is wanted in every dimension, in [0, 1]; null where the brief asks for no audience,
    /// nothing is known of what it asks for, or the item failed.
    /// </summary>
    public double? TargetShareOf(int item) => Columns.TargetShares.Count > 0 && !targetSharesUnknown.Contains((uint)item) ? Of(Columns.TargetShares, item) : null;

    /// <summary>The constraints that the item does not meet, by number; empty where it meets the brief, or failed.</summary>
    public IReadOnlyList<IneligibilityReason> IneligibilitiesOf(int item) => ineligibilities?[item] ?? [];

    /// <summary>Words of caution about the item, by number; empty where there are none, or it failed.</summary>
    public IReadOnlyList<CautionFlag> CautionsOf(int item) => cautions?[item] ?? [];

    /// <summary>
    /// Points that a component adds to the item's score, and how much of it is known. NOT_ASKED where the brief does not ask for
    /// the component; null where the item failed or <see cref="FitStreamOptions.Components"/> is not set.
    /// </summary>
    public (double Points, ComponentStatus Status)? ComponentOf(int item, FitComponent component)
    {
        if (ErrorOf(item) is not null || Columns.Components.Count == 0)
        {
            return null;
        }

        var column = Columns.Components.FirstOrDefault(asked => asked.Component == component);
        return column is null ? (0, ComponentStatus.NotAsked) : (column.Contributions[item], column.Statuses[item]);
    }

    /// <summary>
    /// Where the item's data came from: INLINE where the item was no id; unspecified where nothing was found out, as when
    /// the profile store did not answer.
    /// </summary>
    public DataStatus DataStatusOf(int item) => Refusal is not null
        ? DataStatus.Unspecified
        : Columns.DataStatus is { Count: > 0 } statuses ? statuses[item] : DataStatus.Inline;

    private double? Of(RepeatedField<double> column, int item) => ErrorOf(item) is null ? column[item] : null;
}
