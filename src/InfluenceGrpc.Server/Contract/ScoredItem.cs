using System.Runtime.InteropServices;
using InfluenceGrpc.Core.Fit.Ranking;
using InfluenceGrpc.Core.Fit.Scoring;

namespace InfluenceGrpc.Server.Contract;

/// <summary>What a ranking takes of one item that was scored.</summary>
/// <param name="Ineligibilities">Constraints that it does not meet.</param>
/// <param name="Candidate">Whom to offer to the ranking; null where that is known to be in vain.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ScoredItem(FlagSet<IneligibilityReason> Ineligibilities, ScoredCreator? Candidate);
