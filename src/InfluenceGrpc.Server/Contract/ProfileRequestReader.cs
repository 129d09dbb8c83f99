using Google.Protobuf;
using InfluenceGrpc.Core.Creators;
using InfluenceGrpc.Core.Faults;
using InfluenceGrpc.Server.Operations;
using InfluenceGrpc.Server.Profiles;
using V1 = Influence.V1;

namespace InfluenceGrpc.Server.Contract;

/// <summary>Reads what requests for profiles ask. A bad item fails alone; only a bad whole is refused.</summary>
internal sealed class ProfileRequestReader(LimitOptions limits, ProfileUpdates updates)
{
    private const int MaxReplicas = 16;

    /// <summary>The ids to look up; or why they are refused.</summary>
    public Reading<IReadOnlyList<string>> ReadLookup(V1.CreatorIds? ids, string path) => ReadIds(ids, path, limits.MaxLookupItems);

    /// <summary>The profiles to write, and which of them failed and why; or why the whole is refused.</summary>
    public Reading<ProfileWrites> ReadUpserts(V1.CreatorProfiles? profiles, string path)
    {
        if (!updates.HasStore)
        {
            return Errors.ProfileStoreAbsent();
        }

        if (Refusal(profiles, profiles?.Profiles.Count, limits.MaxItems, path) is { } refusal)
        {
            return refusal;
        }

        var writes = new ProfileWrites(profiles!.Profiles.Count);
        for (var i = 0; i < profiles.Profiles.Count; i++)
        {
            var read = ProfileReader.Read(profiles.Profiles[i]);
            if (read.Value is not { } profile)
            {
                writes.Fail(i, Errors.InvalidProfile(read.Faults));
                continue;
            }

            var write = updates.Put(profile);
            if (write.Bytes.Length > limits.MaxProfileBytes)
            {
                writes.Fail(i, Errors.ProfileTooLarge(limits.MaxProfileBytes));
                continue;
            }

            writes.Add(i, write);
        }

        return writes;
    }

    /// <summary>The profiles to delete, and which of them failed and why; or why the whole is refused.</summary>
    public Reading<ProfileWrites> ReadDeletions(V1.DeleteProfilesRequest request)
    {
        if (!updates.HasStore)
        {
            return Errors.ProfileStoreAbsent();
        }

        if (!ReadIds(request.Ids, "ids", limits.MaxItems).TryGet(out var ids, out var refusal))
        {
            return refusal;
        }

        if (request.Versions.Count != 0 && request.Versions.Count != ids.Count)
        {
            return Errors.InvalidRequest([new Fault("versions", FaultCode.OutOfRange,
                $"must be empty or as many as there are ids ({ids.Count}); got {request.Versions.Count}.")]);
        }

        var writes = new ProfileWrites(ids.Count);
        for (var i = 0; i < ids.Count; i++)
        {
            if (CreatorId.IsValid(ids[i]))
            {
                writes.Add(i, updates.Delete(ids[i], request.Versions.Count == 0 ? null : request.Versions[i]));
            }
            else
            {
                writes.Fail(i, Errors.InvalidCreatorId());
            }
        }

        return writes;
    }

    /// <summary>How many replicas must have a write.</summary>
    /// <exception cref="Grpc.Core.RpcException">The options break their rules, or the store has no replicas.</exception>
    public int ReadMinReplicasOrThrow(V1.ProfileWriteOptions? options, string parent)
    {
        var replicas = options?.MinReplicas ?? 0;
        var problem = replicas > MaxReplicas ? $"must lie in [0, {MaxReplicas}]; got {replicas}."
            : replicas > 0 && !updates.HasReplicas ? "must be 0: the profile store of this server has no replicas."
            : null;
        return problem is null
            ? (int)replicas
            : throw Errors.InvalidRequest([new Fault(FaultPath.Join(parent, "writeOptions.minReplicas"), FaultCode.OutOfRange, problem)]).ToException();
    }

    private Reading<IReadOnlyList<string>> ReadIds(V1.CreatorIds? ids, string path, int limit) =>
        Refusal(ids, ids?.CreatorIds_.Count, limit, path) is { } refusal
            ? refusal
            : Reading<IReadOnlyList<string>>.Of(ids!.CreatorIds_);

    private Google.Rpc.Status? Refusal(IMessage? items, int? count, int limit, string path)
    {
        if (count is not { } got)
        {
            return Errors.InvalidRequest([new Fault(path, FaultCode.Required, "must be given.")]);
        }

        if (got > limit)
        {
            return Errors.TooManyItems(limit, got);
        }

        var bytes = items!.CalculateSize();
        return bytes > limits.MaxChunkBytes ? Errors.TooManyBytes(limits.MaxChunkBytes, bytes) : null;
    }
}
