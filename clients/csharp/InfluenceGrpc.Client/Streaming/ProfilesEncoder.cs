using Google.Protobuf;
using Influence.V1;

namespace InfluenceGrpc.Client.Streaming;

/// <summary>Profiles as they are.</summary>
internal sealed class ProfilesEncoder<T, TRequest>(Func<T, CreatorProfile> profile, Func<ulong, CreatorProfiles, TRequest> wrap)
    : IChunkEncoder<T, TRequest>
{
    private CreatorProfiles profiles = new();
    private CreatorProfile? prepared;

    public int Prepare(T item)
    {
        prepared = profile(item);
        return 1 + CodedOutputStream.ComputeMessageSize(prepared);
    }

    public void Append() => profiles.Profiles.Add(prepared);

    public TRequest Take(ulong sequence)
    {
        var message = wrap(sequence, profiles);
        profiles = new CreatorProfiles();
        return message;
    }
}
