namespace InfluenceGrpc.Core.Fit.Models;

/// <summary>A part of a component.</summary>
/// <param name="Weight">Among the parts, relative to each other, [0, ∞); 0 leaves it out.</param>
/// <param name="Prior">What takes its place where it is not known.</param>
public sealed record PartRule(double Weight, Prior Prior);
