using Grpc.Core;
using Influence.V1;
using InfluenceGrpc.Testing;

namespace InfluenceGrpc.Functional.Tests.Redis;

/// <summary>Calls about profiles, each with a limit.</summary>
/// <param name="channel">To the server.</param>
internal sealed class ProfileCalls(ChannelBase channel)
{
    private readonly ProfileService.ProfileServiceClient profiles = new(channel);
    private readonly TierService.TierServiceClient tiers = new(channel);

    private static CallOptions Limited => new(deadline: DateTime.UtcNow + Until.Patience);

    /// <summary>Writes profiles.</summary>
    /// <param name="written">What.</param>
    /// <param name="minReplicas">Replicas that must have them.</param>
    public async Task<UpsertColumns> UpsertAsync(IEnumerable<CreatorProfile> written, uint minReplicas = 0) =>
        (await profiles.UpsertProfilesAsync(
            new UpsertProfilesRequest
            {
                Profiles = new CreatorProfiles { Profiles = { written } },
                WriteOptions = new ProfileWriteOptions { MinReplicas = minReplicas },
            },
            Limited)).Upserts;

    /// <summary>Writes profiles that must be written.</summary>
    public async Task StoreAsync(IEnumerable<CreatorProfile> written, uint minReplicas = 0)
    {
        foreach (var some in written.Chunk(5_000))
        {
            Assert.All((await UpsertAsync(some, minReplicas)).Outcomes, outcome => Assert.Equal(UpsertOutcome.Applied, outcome));
        }
    }

    /// <summary>Deletes a profile up to a version.</summary>
    public async Task<DeleteOutcome> DeleteAsync(string id, ulong version) =>
        (await profiles.DeleteProfilesAsync(new DeleteProfilesRequest { Ids = IdsOf([id]), Versions = { version } }, Limited)).Outcomes.Single();

    /// <summary>A profile; null where there is none.</summary>
    public async Task<CreatorProfile?> FindAsync(string id)
    {
        try
        {
            return (await profiles.GetProfileAsync(new GetProfileRequest { CreatorId = id }, Limited)).Profile;
        }
        catch (RpcException exception) when (exception.StatusCode == StatusCode.NotFound)
        {
            return null;
        }
    }

    /// <summary>Profiles, up to 1,000, in order.</summary>
    public async Task<ProfileRows> LookupAsync(IEnumerable<string> ids, ReadOptions? options = null, TimeSpan? deadline = null) =>
        (await profiles.LookupProfilesAsync(
            new LookupProfilesRequest { Ids = IdsOf(ids), ReadOptions = options },
            deadline: DateTime.UtcNow + (deadline ?? Until.Patience))).Rows;

    /// <summary>Profiles, any number, in order; all must be there.</summary>
    public async Task<IReadOnlyList<CreatorProfile>> AllAsync(IEnumerable<string> ids)
    {
        var all = new List<CreatorProfile>();
        foreach (var some in ids.Chunk(1_000))
        {
            var rows = await LookupAsync(some);
            Assert.Empty(rows.Errors);
            all.AddRange(rows.Profiles);
        }

        return all;
    }

    /// <summary>Tiers by id.</summary>
    public async Task<TierColumns> ClassifyAsync(IEnumerable<string> ids, TimeSpan? deadline = null) =>
        (await tiers.BatchClassifyTiersAsync(
            new BatchClassifyTiersRequest { Items = new Items { Ids = IdsOf(ids) } }, deadline: DateTime.UtcNow + (deadline ?? Until.Patience))).Tiers;

    /// <summary>The tier of a follower count: needs no store.</summary>
    public async Task<uint> ClassifyAsync(ulong followers) =>
        (await tiers.ClassifyTierAsync(new ClassifyTierRequest { FollowerCount = followers }, Limited)).Classifications.Single().Ordinal;

    /// <summary>Ids as messages hold them.</summary>
    public static CreatorIds IdsOf(IEnumerable<string> ids) => new() { CreatorIds_ = { ids } };

    /// <summary>Profiles with only a follower count, the same version for all.</summary>
    public static IEnumerable<CreatorProfile> Of(IEnumerable<string> ids, ulong version = 1) =>
        ids.Select((id, i) => WireProfiles.Of(id, 1_000 + (ulong)i, version));
}
