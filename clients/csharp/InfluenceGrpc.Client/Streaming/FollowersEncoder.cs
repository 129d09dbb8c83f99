using Google.Protobuf;
using Influence.V1;

namespace InfluenceGrpc.Client.Streaming;

/// <summary>Follower counts alone; unknown ones are marked missing.</summary>
internal sealed class FollowersEncoder<T>(Func<T, ulong?> followers, Platform platform) : IChunkEncoder<T, TierRequest>
{
    private readonly FollowersWriter writer = new(platform);
    private ulong? prepared;

    public int Prepare(T item)
    {
        prepared = followers(item);
        return prepared is { } count ? CodedOutputStream.ComputeUInt64Size(count) : FollowersWriter.MissingBytes;
    }

    public void Append() => writer.Add(prepared);

    public TierRequest Take(ulong sequence) => writer.Take(sequence);
}
