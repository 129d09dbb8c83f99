using Google.Protobuf;
using Influence.V1;

namespace InfluenceGrpc.Client.Streaming;

/// <summary>Follower counts alone; unknown ones are marked missing.</summary>
internal sealed class FollowersEncoder<T>(Func<T, ulong?> followers, Platform platform) : IChunkEncoder<T, StreamClassifyTiersRequest>
{
    private const int MissingBytes = 1 + 5;

    private FollowerColumns columns = new() { Platform = platform };
    private ulong? prepared;

    public int Prepare(T item)
    {
        prepared = followers(item);
        return prepared is { } count ? CodedOutputStream.ComputeUInt64Size(count) : MissingBytes;
    }

    public void Append()
    {
        if (prepared is null)
        {
            columns.Missing.Add((uint)columns.Followers.Count);
        }

        columns.Followers.Add(prepared ?? 0);
    }

    public StreamClassifyTiersRequest Take(ulong sequence)
    {
        var message = TierShape<T>.Wrap(sequence, new Items { Followers = columns });
        columns = new FollowerColumns { Platform = platform };
        return message;
    }
}
