using Influence.V1;
using InfluenceGrpc.Server.Contract;
using InfluenceGrpc.Server.Profiles;
using InfluenceGrpc.Server.Streaming;

namespace InfluenceGrpc.Server.Services;

/// <summary>Answers the chunks of one StreamUpsertProfiles call.</summary>
internal sealed class UpsertChunkAnswerer(ProfileRequestReader requestReader, ProfileUpdates updates, int minReplicas)
    : IChunkAnswerer<StreamUpsertProfilesChunk, StreamUpsertProfilesResponse>
{
    // Chunks are written at the same time and answered in order: where to resume is only known in that order.
    private ulong resumeAfter;
    private bool isBehind;

    public StreamAccepted Describe() => new();

    public async ValueTask<ChunkAnswer<StreamUpsertProfilesResponse>> AnswerAsync(
        StreamUpsertProfilesChunk chunk, CancellationToken cancellationToken)
    {
        var result = new StreamUpsertProfilesChunkResult { Sequence = chunk.Sequence };
        var response = new StreamUpsertProfilesResponse { Result = result };
        if (!requestReader.ReadUpserts(chunk.Profiles, "chunk.profiles").TryGet(out var writes, out var refusal))
        {
            result.Status = refusal;
            return ChunkAnswer.Refusal(response);
        }

        var results = await updates.WriteAsync(writes.Writes, minReplicas, StoreCalls.OfChunk(cancellationToken));
        result.Upserts = WriteColumnsWriter.WriteUpserts(writes, results, minReplicas, out var failed);

        // Until the answer's turn comes: whether the chunk needs no second sending.
        result.ResumeAfter = results.Any(NeedsSecondSending) ? 0 : chunk.Sequence;
        return ChunkAnswer.Of(response, writes.Count, failed);
    }

    public void Complete(ChunkAnswer<StreamUpsertProfilesResponse> answer)
    {
        var result = answer.Responses.Single().Result;
        isBehind |= result.ResumeAfter == 0;
        resumeAfter = isBehind ? resumeAfter : result.Sequence;
        result.ResumeAfter = resumeAfter;
    }

    private static bool NeedsSecondSending(WriteResult result) => result is WriteResult.Unavailable or WriteResult.ReplicasNotReached;
}
