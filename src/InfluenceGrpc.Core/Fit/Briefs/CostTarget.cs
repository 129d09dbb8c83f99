using InfluenceGrpc.Core.Creators;

namespace InfluenceGrpc.Core.Fit.Briefs;

/// <summary>What is bought and what it may cost.</summary>
/// <param name="Deliverable">What is bought.</param>
/// <param name="CurrencyCode">ISO 4217; prices in another one count as not known.</param>
/// <param name="ReferencePerEngagement">What an engagement within the target audience should cost, (0, ∞); null for the model's
/// benchmark, which then has one in this currency.</param>
/// <param name="MaximumPrice">The most that may be paid for one deliverable, [0, ∞); null without limit.</param>
public sealed record CostTarget(Deliverable Deliverable, string CurrencyCode, double? ReferencePerEngagement, double? MaximumPrice);
