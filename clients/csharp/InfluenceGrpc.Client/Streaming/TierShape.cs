using Grpc.Core;
using Influence.V1;

namespace InfluenceGrpc.Client.Streaming;

/// <summary>StreamClassifyTiers, answered with the caller's items.</summary>
internal sealed class TierShape<T>(CallInvoker calls, ClassifyStreamOptions options, IChunkEncoder<T, TierRequest> encoder)
    : TierStreamShape<T, ClassifiedChunk<T>>(calls, options, new ItemBatch<T, TierRequest>(encoder), TierResponse.ReadMessage)
{
    public static TierRequest Wrap(ulong sequence, Items items) =>
        TierRequest.Of(new StreamClassifyTiersRequest { Chunk = new StreamClassifyTiersChunk { Sequence = sequence, Items = items } });

    public override ClassifiedChunk<T> Take(HeldChunk<T, TierRequest> held, TierResponse response)
    {
        var result = response.Message!.Result;
        return Fits(result, held.Count) ? new ClassifiedChunk<T>(held.Sequence, held.Items, Schemes!, result) : throw Misfit(held);
    }

    private bool Fits(StreamClassifyTiersChunkResult result, int items)
    {
        if (result.Status is not null)
        {
            return true;
        }

        return result.Tiers is { } tiers
            && tiers.Columns.Count == Schemes!.Count
            && tiers.Columns.All(column => column.Ordinals.Count == items)
            && (tiers.DataStatus.Count == 0 || tiers.DataStatus.Count == items);
    }
}
