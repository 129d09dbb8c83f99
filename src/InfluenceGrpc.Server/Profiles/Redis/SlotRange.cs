using System.Runtime.InteropServices;

namespace InfluenceGrpc.Server.Profiles.Redis;

/// <summary>Slots of a cluster that follow each other.</summary>
/// <param name="First">The first.</param>
/// <param name="Last">The last; it belongs to the range.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct SlotRange(int First, int Last);
