using Google.Protobuf;
using Influence.V1;

namespace InfluenceGrpc.Client.Streaming;

/// <summary>Profiles as they are.</summary>
internal sealed class ProfilesEncoder<T>(Func<T, CreatorProfile> profile) : IItemsEncoder<T>
{
    private CreatorProfiles profiles = new();
    private CreatorProfile? prepared;

    public int Prepare(T item)
    {
        prepared = profile(item);
        return 1 + CodedOutputStream.ComputeMessageSize(prepared);
    }

    public void Append() => profiles.Profiles.Add(prepared);

    public Items Take()
    {
        var items = new Items { Profiles = profiles };
        profiles = new CreatorProfiles();
        return items;
    }
}
