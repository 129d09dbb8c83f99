using InfluenceGrpc.Core.Tiers;

namespace InfluenceGrpc.Server.Contract;

/// <summary>The creator of a single question, as a batch of one: the same answers come out of the same code.</summary>
/// <param name="Item">The creator; its follower count is known where a scheme goes by it.</param>
/// <param name="DataStatus">Where its data came from.</param>
internal sealed record QuestionedCreator(TierItems Item, Influence.V1.DataStatus DataStatus);
