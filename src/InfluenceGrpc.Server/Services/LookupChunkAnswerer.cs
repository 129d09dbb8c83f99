using Influence.V1;
using InfluenceGrpc.Server.Contract;
using InfluenceGrpc.Server.Profiles;
using InfluenceGrpc.Server.Streaming;

namespace InfluenceGrpc.Server.Services;

/// <summary>Answers the chunks of one StreamLookupProfiles call.</summary>
internal sealed class LookupChunkAnswerer(ProfileRequestReader requestReader, ProfileLookup lookup, ReadWish wish)
    : IChunkAnswerer<StreamLookupProfilesChunk, StreamLookupProfilesResponse>
{
    public StreamAccepted Describe() => new();

    public async ValueTask<ChunkAnswer<StreamLookupProfilesResponse>> AnswerAsync(
        StreamLookupProfilesChunk chunk, CancellationToken cancellationToken)
    {
        if (!requestReader.ReadLookup(chunk.Ids, "chunk.ids").TryGet(out var ids, out var refusal))
        {
            return ChunkAnswer.Refusal(new StreamLookupProfilesResponse { Result = new() { Sequence = chunk.Sequence, Status = refusal } });
        }

        var answers = await lookup.ReadAsync(ids, ProfileLookup.Whole, wish, StoreCalls.OfChunk(cancellationToken));
        var responses = ProfileRowsWriter.WriteParts(ids, answers, wish).Select(part => new StreamLookupProfilesResponse
        {
            Result = new() { Sequence = chunk.Sequence, Rows = part.Rows, More = part.More },
        });

        // The profiles as they are stored: messages are made of them one after the other.
        var bytes = answers.Sum(answer => answer.Profile?.Bytes.Length ?? 0L);
        return new(responses, ids.Count, ProfileRowsWriter.CountFailed(answers, wish), Refused: false, bytes);
    }
}
