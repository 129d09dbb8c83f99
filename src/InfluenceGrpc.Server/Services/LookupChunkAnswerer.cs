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
            var refused = new StreamLookupProfilesChunkResult { Sequence = chunk.Sequence, Status = refusal };
            return new([new() { Result = refused }], Items: 0, Failed: 0, Refused: true);
        }

        var answers = await lookup.ReadAsync(ids, ProfileLookup.Whole, wish, StoreCalls.OfChunk(cancellationToken));
        var responses = ProfileRowsWriter.WriteParts(ids, answers, wish).Select(part => new StreamLookupProfilesResponse
        {
            Result = new() { Sequence = chunk.Sequence, Rows = part.Rows, More = part.More },
        });
        return new(responses, ids.Count, ProfileRowsWriter.CountFailed(answers, wish), Refused: false);
    }
}
