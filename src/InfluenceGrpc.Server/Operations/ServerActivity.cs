using System.Collections.Frozen;
using Grpc.Core;
using ServiceDescriptor = Google.Protobuf.Reflection.ServiceDescriptor;

namespace InfluenceGrpc.Server.Operations;

/// <summary>
/// What the server has done since it started and has in hand. The one place where calls and items are counted: metrics and
/// GetServerActivity both read it.
/// </summary>
internal sealed class ServerActivity
{
    private readonly FrozenDictionary<string, RpcCount> counts;

    // Rpcs that are not in the contract, which only tests serve: counted, and told to nobody.
    private readonly RpcCount others = new(string.Empty, string.Empty);
    private long activeStreams;
    private long chunksInHand;

    /// <param name="services">What is served.</param>
    public ServerActivity(IEnumerable<ServiceDescriptor> services)
    {
        Rpcs = [.. services.SelectMany(service => service.Methods).Select(method => new RpcCount(method.Service.FullName, method.Name))];
        counts = Rpcs.ToFrozenDictionary(count => $"/{count.Service}/{count.Method}", StringComparer.Ordinal);
    }

    /// <summary>One an rpc, in the order of the contract.</summary>
    public IReadOnlyList<RpcCount> Rpcs { get; }

    /// <summary>Calls under way whose caller sends a stream.</summary>
    public long ActiveStreams => Volatile.Read(ref activeStreams);

    /// <summary>Chunks taken in whose answer is not ready to be sent.</summary>
    public long ChunksInHand => Volatile.Read(ref chunksInHand);

    /// <summary>The counts of an rpc.</summary>
    public RpcCount Of(IMethod rpc) => counts.GetValueOrDefault(rpc.FullName, others);

    /// <summary>Notes that streams began (1), or ended (-1).</summary>
    public void ChangeStreams(int by) => Interlocked.Add(ref activeStreams, by);

    /// <summary>Notes that chunks were taken in, or (negative) are in hand no more.</summary>
    public void ChangeChunksInHand(int by) => Interlocked.Add(ref chunksInHand, by);
}
