using InfluenceGrpc.Core.Fit.Derivation;
using InfluenceGrpc.Server.Profiles;

namespace InfluenceGrpc.Server.Contract;

/// <summary>What a brief is derived by.</summary>
/// <param name="Derivation">Takes the creators in.</param>
/// <param name="Wish">Which profiles are taken, where items are ids.</param>
internal sealed record DerivationTask(BriefDerivation Derivation, ReadWish Wish);
