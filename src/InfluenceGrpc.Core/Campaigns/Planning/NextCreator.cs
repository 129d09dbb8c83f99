using InfluenceGrpc.Core.Campaigns.Reach;

namespace InfluenceGrpc.Core.Campaigns.Planning;

/// <summary>Who would come next.</summary>
/// <param name="Creator">Whom.</param>
/// <param name="Gain">What it would add, above 0.</param>
/// <param name="Price">[0, ∞).</param>
/// <param name="MissingBudget">What the budget lacks for it, [0, ∞).</param>
public sealed record NextCreator(CreatorReach Creator, double Gain, decimal Price, decimal MissingBudget);
