using System.Runtime.InteropServices;
using InfluenceGrpc.Core.Campaigns.Reach;
using InfluenceGrpc.Core.Fit.Scoring;

namespace InfluenceGrpc.Server.Contract;

/// <summary>What a campaign takes of one item that was scored.</summary>
/// <param name="CreatorId">Whom.</param>
/// <param name="Ineligibilities">Constraints that it does not meet.</param>
/// <param name="Reach">What it does; null where its reach is not known, or nobody wants to know.</param>
/// <param name="Price">What it costs; null where that is not known, or the brief asks for no cost.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ReachItem(
    string CreatorId, FlagSet<IneligibilityReason> Ineligibilities, CreatorReach? Reach, decimal? Price);
