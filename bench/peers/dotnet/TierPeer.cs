using Grpc.Core;
using Influence.V1;

namespace InfluenceGrpc.DotnetPeer;

/// <summary>Tiers by generated messages and one loop over an array of bounds.</summary>
internal sealed class TierPeer(Bounds bounds) : TierService.TierServiceBase
{
    /// <inheritdoc/>
    public override Task<ClassifyTierResponse> ClassifyTier(ClassifyTierRequest request, ServerCallContext context) =>
        Task.FromResult(new ClassifyTierResponse
        {
            Classifications = { new TierClassification { Ordinal = bounds.OrdinalOf(request.FollowerCount) } },
        });

    /// <inheritdoc/>
    public override async Task StreamClassifyTiers(
        IAsyncStreamReader<StreamClassifyTiersRequest> requestStream,
        IServerStreamWriter<StreamClassifyTiersResponse> responseStream,
        ServerCallContext context)
    {
        var summary = new StreamSummary { Complete = true };
        await foreach (var request in requestStream.ReadAllAsync(context.CancellationToken))
        {
            if (request.MessageCase == StreamClassifyTiersRequest.MessageOneofCase.Config)
            {
                await responseStream.WriteAsync(new StreamClassifyTiersResponse { Accepted = new StreamAccepted() });
                continue;
            }

            var column = Classify(request.Chunk.Items);
            summary.Chunks++;
            summary.Items += (ulong)column.Ordinals.Count;
            summary.Ok = summary.Items;
            summary.LastSequence = request.Chunk.Sequence;
            await responseStream.WriteAsync(new StreamClassifyTiersResponse
            {
                Result = new StreamClassifyTiersChunkResult
                {
                    Sequence = request.Chunk.Sequence,
                    Tiers = new TierColumns { ItemCount = (uint)column.Ordinals.Count, Columns = { column } },
                },
            });
        }

        await responseStream.WriteAsync(new StreamClassifyTiersResponse { Summary = summary });
    }

    private TierColumn Classify(Items items)
    {
        var column = new TierColumn();
        if (items.SourceCase == Items.SourceOneofCase.Followers)
        {
            column.Ordinals.Capacity = items.Followers.Followers.Count;
            foreach (var followers in items.Followers.Followers)
            {
                column.Ordinals.Add(bounds.OrdinalOf(followers));
            }
        }
        else
        {
            column.Ordinals.Capacity = items.Profiles.Profiles.Count;
            foreach (var profile in items.Profiles.Profiles)
            {
                column.Ordinals.Add(bounds.OrdinalOf(profile.Followers));
            }
        }

        return column;
    }
}
