using InfluenceGrpc.Core.Faults;

namespace InfluenceGrpc.Server.Contract;

/// <summary>Reads how many creators a ranking is to keep.</summary>
internal static class RankCountReader
{
    /// <summary>The count; 1 where it is at fault, which <paramref name="faults"/> then tells.</summary>
    /// <param name="count">What the request says.</param>
    /// <param name="limit">Most creators that a ranking keeps.</param>
    /// <param name="parent">Path of the message that holds it.</param>
    /// <param name="faults">Takes what is wrong.</param>
    public static int Read(uint count, int limit, string parent, FaultList faults)
    {
        if (count >= 1 && count <= limit)
        {
            return (int)count;
        }

        faults.Add(FaultPath.Join(parent, "count"), FaultCode.OutOfRange, $"must lie in [1, {limit}]; got {count}.");
        return 1;
    }
}
