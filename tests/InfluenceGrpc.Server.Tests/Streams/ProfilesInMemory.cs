using InfluenceGrpc.Server.Contract;
using InfluenceGrpc.Server.Profiles;
using V1 = Influence.V1;

namespace InfluenceGrpc.Server.Tests.Streams;

/// <summary>A store of profiles given to it, which may fall silent.</summary>
internal sealed class ProfilesInMemory : IProfileStore
{
    private readonly Dictionary<string, StoredProfile> profiles = new(StringComparer.Ordinal);

    public bool IsSilent { get; set; }

    public bool HasReplicas => false;

    public void Put(params ReadOnlySpan<V1.CreatorProfile> given)
    {
        foreach (var profile in given)
        {
            profiles[profile.CreatorId] = StoredProfile.Read(ProfileCodec.Encode(ProfileReader.Read(profile).Value!, DateTimeOffset.UtcNow))!;
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public ValueTask ReadAsync(ReadOnlyMemory<string> creatorIds, Memory<ProfileRead> reads, StoreCall call)
    {
        for (var i = 0; i < creatorIds.Length; i++)
        {
            reads.Span[i] = IsSilent ? ProfileRead.Unavailable
                : profiles.TryGetValue(creatorIds.Span[i], out var profile) ? ProfileRead.Found(profile)
                : ProfileRead.NotFound;
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask WriteAsync(ReadOnlyMemory<ProfileWrite> writes, Memory<WriteResult> results, int minReplicas, StoreCall call) =>
        throw new NotSupportedException();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
