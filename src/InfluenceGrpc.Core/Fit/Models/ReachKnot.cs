namespace InfluenceGrpc.Core.Fit.Models;

/// <summary>The reach rate at a size.</summary>
/// <param name="Followers">[1, 10,000,000,000].</param>
/// <param name="ReachRate">People reached by a post over followers, (0, 1].</param>
public sealed record ReachKnot(ulong Followers, double ReachRate);
