namespace InfluenceGrpc.Core.Fit.Models;

/// <summary>How many people a post reaches, for creators whose profile does not tell, and how far that may be off. No score goes by
/// it: campaigns are forecast with it.</summary>
/// <param name="Knots">The reach rate by size, linear in ln(followers) between knots and constant outside them; from small to
/// large, at least one.</param>
/// <param name="Source">Where the knots come from.</param>
/// <param name="Year">Year of the knots.</param>
/// <param name="LogSpread">How creators of one size differ: standard deviation of ln(reach rate), [0, 3].</param>
/// <param name="CurveLogSpread">How far the curve itself may be off, for all creators alike: standard deviation of its ln, [0, 3].</param>
/// <param name="OwnLogSpread">How far a profile's own average may be off: standard deviation of its ln, [0, 3].</param>
/// <param name="NicheShare">The share of the target that all audiences are taken to come from at the lower end of a net reach,
/// (0, 1].</param>
public sealed record ReachRule(
    IReadOnlyList<ReachKnot> Knots,
    string Source,
    uint Year,
    double LogSpread,
    double CurveLogSpread,
    double OwnLogSpread,
    double NicheShare);
