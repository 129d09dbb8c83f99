namespace InfluenceGrpc.Core.Campaigns.Reach;

/// <summary>What one creator does in a set.</summary>
/// <param name="Creator">By itself.</param>
/// <param name="Reach">People that it reaches, anybody.</param>
/// <param name="InTargetReach">Of them, those in the target; of a segment no more than there are.</param>
/// <param name="Adds">What the net reach would lack without it, [0, in-target reach].</param>
public sealed record CreatorForecast(CreatorReach Creator, Estimate Reach, Estimate InTargetReach, double Adds);
