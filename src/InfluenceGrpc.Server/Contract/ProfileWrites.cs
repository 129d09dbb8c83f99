using InfluenceGrpc.Server.Profiles;
using RpcStatus = Google.Rpc.Status;

namespace InfluenceGrpc.Server.Contract;

/// <summary>The profiles to write or delete of one request: those that can be, and why the others cannot.</summary>
internal sealed class ProfileWrites(int count)
{
    private readonly List<ProfileWrite> writes = new(count);
    private readonly List<int> items = new(count);
    private readonly RpcStatus?[] faults = new RpcStatus?[count];

    /// <summary>How many items the request has.</summary>
    public int Count => faults.Length;

    /// <summary>What to write, in the order of the items.</summary>
    public IReadOnlyList<ProfileWrite> Writes => writes;

    /// <summary>Adds the write of an item; items come in order.</summary>
    public void Add(int item, ProfileWrite write)
    {
        writes.Add(write);
        items.Add(item);
    }

    /// <summary>Notes that an item cannot be written.</summary>
    public void Fail(int item, RpcStatus fault) => faults[item] = fault;

    /// <summary>What became of every item: a fault of its own, or the result of its write.</summary>
    public IEnumerable<(RpcStatus? Fault, WriteResult Result)> Outcomes(WriteResult[] results)
    {
        var next = 0;
        for (var item = 0; item < Count; item++)
        {
            var isWritten = next < items.Count && items[next] == item;
            yield return (faults[item], isWritten ? results[next++] : default);
        }
    }
}
