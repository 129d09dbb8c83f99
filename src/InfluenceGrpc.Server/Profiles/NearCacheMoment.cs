using System.Runtime.InteropServices;

namespace InfluenceGrpc.Server.Profiles;

/// <summary>What a profile must be like to answer from the near cache at a moment.</summary>
/// <param name="HeldEpoch">The epoch it must be of; null where the lease is not held, and none answers.</param>
/// <param name="FilledAfter">The timestamp it must have been filled after.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct NearCacheMoment(int? HeldEpoch, long FilledAfter);
