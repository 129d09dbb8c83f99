namespace InfluenceGrpc.Core.Fit.Models;

/// <summary>Step 2.10: the preferred size is the brief's.</summary>
/// <param name="Prior">Where the follower count is not known.</param>
public sealed record SizeRule(Prior Prior);
