using Google.Protobuf.Collections;
using Influence.V1;
using RpcStatus = Google.Rpc.Status;

namespace InfluenceGrpc.Load;

/// <summary>What a message of a stream says of a chunk.</summary>
/// <param name="Items">How many items it answers.</param>
/// <param name="Failed">How many of them failed because the profile store did not answer.</param>
/// <param name="IsWhole">Whether the chunk is answered with it.</param>
internal readonly record struct ChunkAnswer(long Items, long Failed, bool IsWhole = true)
{
    private const int Unavailable = 14;

    /// <summary>Reads one.</summary>
    /// <exception cref="InvalidOperationException">The chunk was refused, or an item failed for another reason.</exception>
    public static ChunkAnswer Of(RpcStatus? refusal, long items, RepeatedField<ItemErrors>? errors, bool isWhole = true)
    {
        if (refusal is not null)
        {
            throw new InvalidOperationException($"A chunk was refused: {refusal.Message}");
        }

        if (errors?.FirstOrDefault(error => error.Status.Code != Unavailable) is { } wrong)
        {
            throw new InvalidOperationException($"{wrong.Indexes.Count} items failed: {wrong.Status.Message}");
        }

        return new(items, errors?.Sum(error => error.Indexes.Count) ?? 0, isWhole);
    }
}
