namespace InfluenceGrpc.LookupBench;

/// <summary>One measurement.</summary>
/// <param name="KeysPerSecond">Keys answered a second.</param>
/// <param name="ServerNanosPerKey">CPU of our server for each, in nanoseconds; NaN where it was not asked.</param>
/// <param name="RedisNanosPerKey">CPU of Redis for each, in nanoseconds; 0 where it was not asked.</param>
[System.Runtime.InteropServices.StructLayout(System.Runtime.InteropServices.LayoutKind.Auto)]
internal readonly record struct Reading(double KeysPerSecond, double ServerNanosPerKey, double RedisNanosPerKey);
