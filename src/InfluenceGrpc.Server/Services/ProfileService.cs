using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Influence.V1;
using InfluenceGrpc.Server.Contract;
using InfluenceGrpc.Server.Profiles;
using InfluenceGrpc.Server.Streaming;

namespace InfluenceGrpc.Server.Services;

/// <summary>influence.v1.ProfileService: the profiles that other calls name by id.</summary>
internal sealed class ProfileService(
    ProfileRequestReader requestReader,
    ReadOptionsReader readOptions,
    ProfileLookup lookup,
    ProfileUpdates updates,
    TimeProvider time,
    ChunkStream<StreamLookupProfilesRequest, StreamLookupProfilesResponse, StreamLookupProfilesConfig, StreamLookupProfilesChunk> lookupStream,
    ChunkStream<StreamUpsertProfilesRequest, StreamUpsertProfilesResponse, StreamUpsertProfilesConfig, StreamUpsertProfilesChunk> upsertStream)
    : Influence.V1.ProfileService.ProfileServiceBase
{
    public override async Task<GetProfileResponse> GetProfile(GetProfileRequest request, ServerCallContext context)
    {
        var wish = readOptions.ReadOrThrow(request.ReadOptions, "");
        var answers = await lookup.ReadAsync([request.CreatorId], ProfileLookup.Whole, wish, StoreCalls.OfUnary(context, time));
        var statuses = new LookupStatuses(wish);
        if (statuses.RefusalOf(answers[0], time.GetUtcNow()) is { } refusal)
        {
            throw refusal.ToException();
        }

        var stored = answers[0].Profile!;
        var profile = ProfileCodec.Decode(request.CreatorId, stored) ?? throw statuses.NotFound.ToException();
        return new GetProfileResponse
        {
            Profile = ProfileWriter.Write(profile),
            DataStatus = LookupStatuses.DataStatusOf(answers[0].Outcome),
            StoredAt = stored.StoredAt.ToTimestamp(),
        };
    }

    public override async Task<LookupProfilesResponse> LookupProfiles(LookupProfilesRequest request, ServerCallContext context)
    {
        var ids = requestReader.ReadLookup(request.Ids, "ids").OrThrow();
        var wish = readOptions.ReadOrThrow(request.ReadOptions, "");
        var answers = await lookup.ReadAsync(ids, ProfileLookup.Whole, wish, StoreCalls.OfUnary(context, time));
        return new LookupProfilesResponse { Rows = ProfileRowsWriter.WriteOne(ids, answers, wish) };
    }

    public override async Task<UpsertProfilesResponse> UpsertProfiles(UpsertProfilesRequest request, ServerCallContext context)
    {
        var writes = requestReader.ReadUpserts(request.Profiles, "profiles").OrThrow();
        var minReplicas = requestReader.ReadMinReplicasOrThrow(request.WriteOptions, "");
        var results = await updates.WriteAsync(writes.Writes, minReplicas, StoreCalls.OfUnary(context, time));
        return new UpsertProfilesResponse { Upserts = WriteColumnsWriter.WriteUpserts(writes, results, minReplicas, out _) };
    }

    public override async Task<DeleteProfilesResponse> DeleteProfiles(DeleteProfilesRequest request, ServerCallContext context)
    {
        var writes = requestReader.ReadDeletions(request).OrThrow();
        var minReplicas = requestReader.ReadMinReplicasOrThrow(request.WriteOptions, "");
        var results = await updates.WriteAsync(writes.Writes, minReplicas, StoreCalls.OfUnary(context, time));
        return WriteColumnsWriter.WriteDeletions(writes, results, minReplicas);
    }

    public override Task StreamLookupProfiles(
        IAsyncStreamReader<StreamLookupProfilesRequest> requestStream,
        IServerStreamWriter<StreamLookupProfilesResponse> responseStream,
        ServerCallContext context) =>
        lookupStream.RunAsync(
            requestStream,
            responseStream,
            config => new LookupChunkAnswerer(requestReader, lookup, readOptions.ReadOrThrow(config.ReadOptions, "config")),
            context);

    public override Task StreamUpsertProfiles(
        IAsyncStreamReader<StreamUpsertProfilesRequest> requestStream,
        IServerStreamWriter<StreamUpsertProfilesResponse> responseStream,
        ServerCallContext context) =>
        upsertStream.RunAsync(
            requestStream,
            responseStream,
            config => new UpsertChunkAnswerer(requestReader, updates, requestReader.ReadMinReplicasOrThrow(config.WriteOptions, "config")),
            context);
}
