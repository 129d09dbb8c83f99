using InfluenceGrpc.Core.Tiers;
using InfluenceGrpc.Server.Profiles;

namespace InfluenceGrpc.Server.Contract;

/// <summary>One creator, given or named, and the schemes to classify it under.</summary>
/// <param name="Schemes">The schemes.</param>
/// <param name="Creator">The creator, where it was given; null where it was named.</param>
/// <param name="CreatorId">Its id, where it was named; null where it was given.</param>
/// <param name="Wish">Which profile is taken, where it was named.</param>
internal sealed record TierQuestion(TierScheme[] Schemes, QuestionedCreator? Creator, string? CreatorId, ReadWish Wish);
