using System.Runtime.InteropServices;

namespace InfluenceGrpc.Server.Profiles;

/// <summary>What the near cache has done and holds.</summary>
/// <param name="Hits">Questions answered, ever.</param>
/// <param name="Misses">Questions not answered, ever.</param>
/// <param name="Entries">Profiles held now.</param>
/// <param name="Bytes">Bytes accounted for now.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct NearCacheCounts(long Hits, long Misses, long Entries, long Bytes);
