using InfluenceGrpc.Core.Faults;
using InfluenceGrpc.Server.Operations;
using InfluenceGrpc.Server.Profiles;
using V1 = Influence.V1;

namespace InfluenceGrpc.Server.Contract;

/// <summary>Reads how callers want profiles read.</summary>
internal sealed class ReadOptionsReader(ProfileOptions options)
{
    private const long MaxSeconds = 315_576_000_000;

    /// <summary>What the caller takes; where nothing is said, profiles of the server's own age.</summary>
    /// <param name="sent">What the request says, if anything.</param>
    /// <param name="parent">Path of the message that holds it.</param>
    /// <param name="faults">Takes what is wrong.</param>
    public ReadWish Read(V1.ReadOptions? sent, string parent, FaultList faults) => new(
        sent?.MaxAge is { } maxAge ? ReadMaxAge(maxAge, FaultPath.Join(parent, "readOptions.maxAge"), faults) : options.MaxAge,
        sent?.AllowStale ?? false,
        sent?.AllowDegraded ?? false);

    /// <summary>What the caller takes.</summary>
    /// <exception cref="Grpc.Core.RpcException">The options break their rules.</exception>
    public ReadWish ReadOrThrow(V1.ReadOptions? sent, string parent)
    {
        var faults = new FaultList();
        var wish = Read(sent, parent, faults);
        return faults.IsEmpty ? wish : throw Errors.InvalidRequest(faults.ToList()).ToException();
    }

    // Bounds of google.protobuf.Duration, which a message made by hand may break.
    private static TimeSpan ReadMaxAge(Google.Protobuf.WellKnownTypes.Duration sent, string path, FaultList faults)
    {
        if (sent is { Seconds: < 0 or > MaxSeconds } or { Nanos: < 0 or > 999_999_999 })
        {
            faults.Add(path, FaultCode.OutOfRange, "must be a duration of at least 0 and at most 10,000 years.");
            return default;
        }

        return sent.ToTimeSpan();
    }
}
