using InfluenceGrpc.Client.Streaming;

namespace InfluenceGrpc.Client;

/// <summary>Items in the order sent, and what became of them.</summary>
/// <typeparam name="T">The caller's item.</typeparam>
public abstract class AnsweredChunk<T>
{
    private readonly InfluenceError?[]? errors;

    private protected AnsweredChunk(ulong sequence, IReadOnlyList<T> items, InfluenceError? refusal, InfluenceError?[]? errors)
    {
        Sequence = sequence;
        Items = items;
        Refusal = refusal;
        this.errors = errors;
        FailedCount = errors?.Count(error => error is not null) ?? 0;
    }

    /// <summary>Number of the chunk, from 1.</summary>
    public ulong Sequence { get; }

    /// <summary>The caller's items.</summary>
    public IReadOnlyList<T> Items { get; }

    /// <summary>Why the server refused the chunk as a whole; null where it answered.</summary>
    public InfluenceError? Refusal { get; }

    /// <summary>How many items have an error of their own.</summary>
    public int FailedCount { get; }

    /// <summary>The first error of an item, or of the chunk, that sending again may mend; null where there is none.</summary>
    internal InfluenceError? Passing => ItemFaults.IsPassing(Refusal) ? Refusal : errors is null ? null : Array.Find(errors, ItemFaults.IsPassing);

    /// <summary>Why the item failed; null where it did not.</summary>
    public InfluenceError? ErrorOf(int item) => Refusal ?? errors?[item];

    /// <summary>Whether sending the item again may mend its error.</summary>
    internal bool IsOwed(int item) => ItemFaults.IsPassing(ErrorOf(item));
}
