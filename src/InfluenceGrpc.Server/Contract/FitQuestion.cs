using InfluenceGrpc.Core.Creators;
using InfluenceGrpc.Core.Fit.Scoring;
using InfluenceGrpc.Server.Profiles;

namespace InfluenceGrpc.Server.Contract;

/// <summary>One creator, given or named, and the brief to score it against.</summary>
/// <param name="Brief">What is looked for, with its model.</param>
/// <param name="Profile">The creator, where it was given; null where it was named.</param>
/// <param name="CreatorId">Its id, where it was named; null where it was given.</param>
/// <param name="Wish">Which profile is taken, where it was named.</param>
internal sealed record FitQuestion(CompiledBrief Brief, CreatorProfile? Profile, string? CreatorId, ReadWish Wish);
