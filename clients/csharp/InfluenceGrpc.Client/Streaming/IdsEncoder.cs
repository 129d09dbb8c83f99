using Google.Protobuf;
using Influence.V1;

namespace InfluenceGrpc.Client.Streaming;

/// <summary>Ids of creators that the server keeps.</summary>
internal sealed class IdsEncoder<T, TRequest>(Func<T, string> creatorId, Func<ulong, CreatorIds, TRequest> wrap) : IChunkEncoder<T, TRequest>
{
    private CreatorIds ids = new();
    private string prepared = "";

    public int Prepare(T item)
    {
        prepared = creatorId(item);
        return 1 + CodedOutputStream.ComputeStringSize(prepared);
    }

    public void Append() => ids.CreatorIds_.Add(prepared);

    public TRequest Take(ulong sequence)
    {
        var message = wrap(sequence, ids);
        ids = new CreatorIds();
        return message;
    }
}
