using InfluenceGrpc.Core.Tiers;

namespace InfluenceGrpc.Server.Contract;

/// <summary>One creator, and the schemes to classify it under; its follower count is known where a scheme goes by it.</summary>
internal sealed record TierQuestion(QuestionedCreator Creator, TierScheme[] Schemes);
