namespace InfluenceGrpc.Core.Tiers.Relational;

/// <summary>How much each criterion counts, each [0, ∞); only their proportions matter. Closeness and influence together are
/// greater than 0, because those two are always known when there is a proximity.</summary>
public sealed record RelationalWeights(double Closeness, double Influence, double Experience, double Insider, double Neutrality);
