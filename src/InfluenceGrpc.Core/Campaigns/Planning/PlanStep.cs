using InfluenceGrpc.Core.Campaigns.Reach;

namespace InfluenceGrpc.Core.Campaigns.Planning;

/// <summary>A creator in a plan.</summary>
/// <param name="Creator">Whom.</param>
/// <param name="Gain">What it adds to the objective's value of those before it, [0, ∞).</param>
/// <param name="Price">[0, ∞).</param>
/// <param name="CostSoFar">Sum of the prices, this one included.</param>
/// <param name="IsMustHave">Whether it is in the plan in any case.</param>
/// <param name="Origin">As it was offered with; 0 for must-haves.</param>
public sealed record PlanStep(CreatorReach Creator, double Gain, decimal Price, decimal CostSoFar, bool IsMustHave, int Origin = 0);
