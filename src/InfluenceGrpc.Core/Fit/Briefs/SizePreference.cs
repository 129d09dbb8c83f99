namespace InfluenceGrpc.Core.Fit.Briefs;

/// <summary>A preferred size.</summary>
/// <param name="Followers">The size liked best, [1, 10,000,000,000].</param>
/// <param name="LogSpread">How far from it is still liked, as standard deviation of ln(followers), [0.05, 10].</param>
public sealed record SizePreference(double Followers, double LogSpread);
