using Influence.V1;

namespace InfluenceGrpc.Client;

/// <summary>Ids in the order sent, and the profiles that the server keeps of them.</summary>
/// <typeparam name="T">The caller's item.</typeparam>
public sealed class LookedUpChunk<T> : AnsweredChunk<T>
{
    private readonly IReadOnlyList<CreatorProfile> profiles;
    private readonly IReadOnlyList<DataStatus> statuses;

    internal LookedUpChunk(
        ulong sequence,
        IReadOnlyList<T> items,
        InfluenceError? refusal,
        InfluenceError?[]? errors,
        IReadOnlyList<CreatorProfile> profiles,
        IReadOnlyList<DataStatus> statuses)
        : base(sequence, items, refusal, errors)
    {
        this.profiles = profiles;
        this.statuses = statuses;
    }

    /// <summary>
    /// The profile; null where there is none to give, which <see cref="DataStatusOf"/> or
    /// <see cref="AnsweredChunk{T}.ErrorOf"/> explains.
    /// </summary>
    public CreatorProfile? ProfileOf(int item) =>
        Refusal is null && profiles[item] is { CreatorId.Length: > 0 } profile ? profile : null;

    /// <summary>
    /// What became of the look-up: NOT_FOUND is an answer, not an error; unspecified where nothing was found out.
    /// </summary>
    public DataStatus DataStatusOf(int item) => Refusal is null ? statuses[item] : DataStatus.Unspecified;
}
