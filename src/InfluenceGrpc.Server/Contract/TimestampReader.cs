using Google.Protobuf.WellKnownTypes;
using InfluenceGrpc.Core.Faults;

namespace InfluenceGrpc.Server.Contract;

/// <summary>Reads times.</summary>
internal static class TimestampReader
{
    // What google.protobuf.Timestamp allows: the years 1 to 9999.
    private const long MinSeconds = -62_135_596_800;
    private const long MaxSeconds = 253_402_300_799;

    /// <summary>The time; null where none was given, or one out of bounds. Only a message made by hand holds such a time, and .NET
    /// cannot: it is the one thing the domain cannot check.</summary>
    public static DateTimeOffset? Read(Timestamp? time, string path, FaultList faults)
    {
        if (time is { Seconds: < MinSeconds or > MaxSeconds } or { Nanos: < 0 or > 999_999_999 })
        {
            faults.Add(path, FaultCode.OutOfRange, "must be a time in the years 1 to 9999.");
            return null;
        }

        return time?.ToDateTimeOffset();
    }
}
