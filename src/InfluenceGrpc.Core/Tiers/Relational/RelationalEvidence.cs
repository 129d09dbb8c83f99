namespace InfluenceGrpc.Core.Tiers.Relational;

/// <summary>What a relational scheme knows of a creator. Each figure lies in [0, 1]; null is "not known".</summary>
/// <param name="Closeness">How many of the audience decide or buy.</param>
/// <param name="Influence">The share of peers of the same platform and size with less engagement.</param>
/// <param name="Experience">The share of brand relations in which the creator uses the product.</param>
/// <param name="Insider">How many brands the creator mentions without being paid.</param>
/// <param name="Neutrality">How little a single brand is favoured; 0 for a detractor.</param>
/// <param name="Proximity">The weighted geometric mean of what is known; null unless closeness and influence are.</param>
/// <param name="Missing">What closeness and influence still need, each a sentence that names the field to fill; empty when
/// there is a proximity.</param>
public sealed record RelationalEvidence(
    double? Closeness,
    double? Influence,
    double? Experience,
    double? Insider,
    double? Neutrality,
    double? Proximity,
    IReadOnlyList<string> Missing);
