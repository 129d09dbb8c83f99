using Google.Protobuf.Collections;
using Grpc.Core;
using Influence.V1;

namespace InfluenceGrpc.Client.Tests.Scripted;

/// <summary>A profile store that fails as its script says.</summary>
internal sealed class ScriptedProfileService(ProfileScript script) : ProfileService.ProfileServiceBase
{
    public override Task<DeleteProfilesResponse> DeleteProfiles(DeleteProfilesRequest request, ServerCallContext context)
    {
        var ids = request.Ids.CreatorIds_;
        script.Seen.Enqueue((0, 0, [.. ids]));
        var answer = new DeleteProfilesResponse { ItemCount = (uint)ids.Count };
        for (var i = 0; i < ids.Count; i++)
        {
            if (script.Outage(ids[i]) is { } reason)
            {
                answer.Outcomes.Add(DeleteOutcome.Unspecified);
                answer.Errors.Add(new ItemErrors { Indexes = { (uint)i }, Status = script.StatusOf(StatusCode.Unavailable, reason) });
                continue;
            }

            answer.Outcomes.Add(script.Store.TryRemove(ids[i], out _) ? DeleteOutcome.Deleted : DeleteOutcome.NotFound);
        }

        return Task.FromResult(answer);
    }

    public override async Task StreamUpsertProfiles(
        IAsyncStreamReader<StreamUpsertProfilesRequest> requests,
        IServerStreamWriter<StreamUpsertProfilesResponse> responses,
        ServerCallContext context)
    {
        var (stream, cut) = (script.NextStream(), script.NextCut());
        await requests.MoveNext(context.CancellationToken);
        script.Configs.Enqueue(requests.Current.Config);
        await responses.WriteAsync(new StreamUpsertProfilesResponse { Accepted = new StreamAccepted { Limits = script.Limits } });
        ulong resumeAfter = 0;
        var stands = false;
        for (var answered = 0; await requests.MoveNext(context.CancellationToken); answered++)
        {
            if (answered == cut)
            {
                return;
            }

            var chunk = requests.Current.Chunk;
            script.Seen.Enqueue((stream, chunk.Sequence, [.. chunk.Profiles.Profiles.Select(profile => profile.CreatorId)]));
            await script.Gate(chunk.Sequence).WaitAsync(context.CancellationToken);
            var result = new StreamUpsertProfilesChunkResult { Sequence = chunk.Sequence };
            if (script.Refuses(chunk.Sequence))
            {
                result.Status = script.StatusOf(StatusCode.ResourceExhausted, "TOO_MANY_BYTES");
                stands = true;
            }
            else
            {
                result.Upserts = script.Upsert(chunk.Profiles.Profiles);
                stands |= result.Upserts.Errors.Any(error => error.Status.Code == (int)StatusCode.Unavailable);
            }

            resumeAfter = stands ? resumeAfter : chunk.Sequence;
            result.ResumeAfter = resumeAfter;
            await responses.WriteAsync(new StreamUpsertProfilesResponse { Result = result });
        }

        await responses.WriteAsync(new StreamUpsertProfilesResponse { Summary = new StreamSummary { Complete = true } });
    }

    public override async Task StreamLookupProfiles(
        IAsyncStreamReader<StreamLookupProfilesRequest> requests,
        IServerStreamWriter<StreamLookupProfilesResponse> responses,
        ServerCallContext context)
    {
        var (stream, cut) = (script.NextStream(), script.NextCut());
        await requests.MoveNext(context.CancellationToken);
        await responses.WriteAsync(new StreamLookupProfilesResponse { Accepted = new StreamAccepted { Limits = script.Limits } });
        var written = 0;
        while (await requests.MoveNext(context.CancellationToken))
        {
            var chunk = requests.Current.Chunk;
            var ids = chunk.Ids.CreatorIds_;
            script.Seen.Enqueue((stream, chunk.Sequence, [.. ids]));
            for (var first = 0; first < ids.Count; first += script.RowsPerPart)
            {
                if (written++ == cut)
                {
                    return;
                }

                var part = new StreamLookupProfilesChunkResult
                {
                    Sequence = chunk.Sequence,
                    Rows = Rows(ids, first, Math.Min(ids.Count, first + script.RowsPerPart)),
                    More = first + script.RowsPerPart < ids.Count,
                };
                await responses.WriteAsync(new StreamLookupProfilesResponse { Result = part });
            }
        }

        await responses.WriteAsync(new StreamLookupProfilesResponse { Summary = new StreamSummary { Complete = true } });
    }

    private ProfileRows Rows(RepeatedField<string> ids, int first, int end)
    {
        var rows = new ProfileRows { FirstItem = (uint)first, ItemCount = (uint)(end - first) };
        for (var i = first; i < end; i++)
        {
            var reason = script.Outage(ids[i]);
            var profile = reason is null ? script.Store.GetValueOrDefault(ids[i]) : null;
            rows.Profiles.Add(profile ?? new CreatorProfile());
            rows.DataStatus.Add(
                reason is not null ? DataStatus.Unspecified : profile is null ? DataStatus.NotFound : DataStatus.Present);
            if (reason is not null)
            {
                rows.Errors.Add(new ItemErrors { Indexes = { (uint)i }, Status = script.StatusOf(StatusCode.Unavailable, reason) });
            }
        }

        return rows;
    }
}
