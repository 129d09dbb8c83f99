namespace InfluenceGrpc.Core.Fit.Models;

/// <summary>Step 2.2: the weighted geometric mean of the in-target shares.</summary>
/// <param name="Dimensions">One a dimension, by its number in <see cref="AudienceDimension"/>.</param>
/// <param name="FrechetShare">How much of the way to the Fréchet bounds counts as uncertainty, [0, 1].</param>
public sealed record AudienceRule(IReadOnlyList<PartRule> Dimensions, double FrechetShare);
