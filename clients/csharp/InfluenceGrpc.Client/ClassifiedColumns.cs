using Influence.V1;
using InfluenceGrpc.Client.Streaming;

namespace InfluenceGrpc.Client;

/// <summary>
/// The tiers of a run of follower counts, a column for each scheme. Columns are of use until the next chunk is asked for: their memory is
/// used again then. What is to stay is copied.
/// </summary>
public sealed class ClassifiedColumns : AnsweredChunk
{
    /// <summary>Stands for the ordinal of an item that failed, for a reason of its own or because its chunk was refused.</summary>
    public const byte Failed = byte.MaxValue;

    private static readonly Comparer<ItemFailure> ByItem = Comparer<ItemFailure>.Create((one, other) => one.Item.CompareTo(other.Item));

    private readonly TierAnswer answer;
    private readonly ItemFailure[] failures;

    internal ClassifiedColumns(ulong sequence, long first, IReadOnlyList<TierScheme> schemes, TierAnswer answer, InfluenceError? refusal)
        : this(sequence, first, schemes, answer, refusal, ItemFaults.List(answer.Errors, answer.Count))
    {
    }

    private ClassifiedColumns(
        ulong sequence, long first, IReadOnlyList<TierScheme> schemes, TierAnswer answer, InfluenceError? refusal, ItemFailure[] failures)
        : base(sequence, answer.Count, refusal, failures.Length)
    {
        First = first;
        Schemes = schemes;
        this.answer = answer;
        this.failures = failures;
        for (var scheme = 0; scheme < schemes.Count; scheme++)
        {
            MarkFailed(answer.OrdinalsOf(scheme));
        }
    }

    /// <summary>Number of the chunk's first item among all of the stream, from 0.</summary>
    public long First { get; }

    /// <summary>The schemes, in the order of the columns.</summary>
    public IReadOnlyList<TierScheme> Schemes { get; }

    /// <summary>The items that have an error of their own, in order; without those of a chunk that was refused as a whole.</summary>
    public IReadOnlyList<ItemFailure> Failures => failures;

    internal override InfluenceError? Passing =>
        ItemFaults.IsPassing(Refusal) ? Refusal : Array.Find(failures, failure => ItemFaults.IsPassing(failure.Error)).Error;

    /// <summary>
    /// Positions of the items' tiers within a scheme, one an item, in [1, 64], 1 the lowest; 0 where an item has none, and
    /// <see cref="Failed"/> where it failed.
    /// </summary>
    /// <param name="scheme">Number of the scheme in <see cref="Schemes"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such scheme.</exception>
    /// <exception cref="ObjectDisposedException">The next chunk has been asked for.</exception>
    public ReadOnlySpan<byte> OrdinalsOf(int scheme = 0) => answer.OrdinalsOf(scheme);

    /// <summary>
    /// ln(followers / nearest bound), one an item: 0 at the bound, negative below it; NaN where there is none or the item failed. Empty
    /// unless <see cref="ClassifyStreamOptions.BoundaryMargins"/> is set, and where the chunk was refused.
    /// </summary>
    /// <inheritdoc cref="OrdinalsOf"/>
    public ReadOnlySpan<float> MarginsOf(int scheme = 0) => answer.MarginsOf(scheme);

    /// <summary>
    /// Why items have no tier, one an item, as the number of an <see cref="UnrankedReason"/>; 0 where one has a tier or failed. Empty
    /// unless <see cref="ClassifyStreamOptions.UnrankedReasons"/> is set, and where the chunk was refused.
    /// </summary>
    /// <inheritdoc cref="OrdinalsOf"/>
    public ReadOnlySpan<byte> UnrankedReasonsOf(int scheme = 0) => answer.ReasonsOf(scheme);

    /// <inheritdoc/>
    public override InfluenceError? ErrorOf(int item)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(item);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(item, Count);
        if (Refusal is not null)
        {
            return Refusal;
        }

        var at = Array.BinarySearch(failures, new ItemFailure(item, null!), ByItem);
        return at < 0 ? null : failures[at].Error;
    }

    internal override void Release() => answer.Dispose();

    private void MarkFailed(Span<byte> ordinals)
    {
        if (Refusal is not null)
        {
            ordinals.Fill(Failed);
        }

        foreach (var failure in failures)
        {
            ordinals[failure.Item] = Failed;
        }
    }
}
