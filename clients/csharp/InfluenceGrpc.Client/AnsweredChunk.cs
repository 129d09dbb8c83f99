using InfluenceGrpc.Client.Streaming;

namespace InfluenceGrpc.Client;

/// <summary>Items in the order sent, and what became of them.</summary>
public abstract class AnsweredChunk
{
    private protected AnsweredChunk(ulong sequence, int count, InfluenceError? refusal, int failedCount)
    {
        Sequence = sequence;
        Count = count;
        Refusal = refusal;
        FailedCount = failedCount;
    }

    /// <summary>Number of the chunk, from 1.</summary>
    public ulong Sequence { get; }

    /// <summary>How many items it has, at least 1.</summary>
    public int Count { get; }

    /// <summary>Why the server refused the chunk as a whole; null where it answered.</summary>
    public InfluenceError? Refusal { get; }

    /// <summary>How many items have an error of their own.</summary>
    public int FailedCount { get; }

    /// <summary>The first error of an item, or of the chunk, that sending again may mend; null where there is none.</summary>
    internal abstract InfluenceError? Passing { get; }

    /// <summary>Why the item failed; null where it did not.</summary>
    /// <param name="item">In [0, <see cref="Count"/>).</param>
    public abstract InfluenceError? ErrorOf(int item);

    /// <summary>The consumer is done with it, or never gets it.</summary>
    internal virtual void Release()
    {
    }
}

/// <summary>Items of the caller's in the order sent, and what became of them.</summary>
/// <typeparam name="T">The caller's item.</typeparam>
public abstract class AnsweredChunk<T> : AnsweredChunk
{
    private readonly InfluenceError?[]? errors;

    private protected AnsweredChunk(ulong sequence, IReadOnlyList<T> items, InfluenceError? refusal, InfluenceError?[]? errors)
        : base(sequence, items.Count, refusal, errors?.Count(error => error is not null) ?? 0)
    {
        Items = items;
        this.errors = errors;
    }

    /// <summary>The caller's items.</summary>
    public IReadOnlyList<T> Items { get; }

    /// <inheritdoc/>
    internal override InfluenceError? Passing => ItemFaults.IsPassing(Refusal) ? Refusal : errors is null ? null : Array.Find(errors, ItemFaults.IsPassing);

    /// <inheritdoc/>
    public override InfluenceError? ErrorOf(int item) => Refusal ?? errors?[item];

    /// <summary>Whether sending the item again may mend its error.</summary>
    internal bool IsOwed(int item) => ItemFaults.IsPassing(ErrorOf(item));
}
