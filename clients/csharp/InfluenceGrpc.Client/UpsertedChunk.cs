using Influence.V1;

namespace InfluenceGrpc.Client;

/// <summary>Profiles in the order sent, and what became of each.</summary>
/// <typeparam name="T">The caller's item.</typeparam>
public sealed class UpsertedChunk<T> : AnsweredChunk<T>
{
    private readonly IReadOnlyList<UpsertOutcome> outcomes;

    internal UpsertedChunk(
        ulong sequence,
        IReadOnlyList<T> items,
        InfluenceError? refusal,
        InfluenceError?[]? errors,
        IReadOnlyList<UpsertOutcome> outcomes,
        bool isCovered)
        : base(sequence, items, refusal, errors)
    {
        this.outcomes = outcomes;
        IsCovered = isCovered;
    }

    /// <summary>Whether the server says that nothing of it needs a second sending.</summary>
    internal bool IsCovered { get; }

    /// <summary>
    /// What became of the profile; unspecified where it failed. One that was sent twice, because the store did not answer
    /// the first time, is UNCHANGED where the store had taken it all the same.
    /// </summary>
    public UpsertOutcome OutcomeOf(int item) => Refusal is null ? outcomes[item] : UpsertOutcome.Unspecified;
}
