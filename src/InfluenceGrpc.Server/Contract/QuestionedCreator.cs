using InfluenceGrpc.Core.Tiers;

namespace InfluenceGrpc.Server.Contract;

/// <summary>The creator of a single question, as a batch of one: the same answers come out of the same code.</summary>
internal sealed record QuestionedCreator(TierItems Item, bool HasFollowers);
