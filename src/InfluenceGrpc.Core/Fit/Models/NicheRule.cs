namespace InfluenceGrpc.Core.Fit.Models;

/// <summary>Step 2.1: (1 + half)·c / (c + half), c the soft cosine of brief and creator topics.</summary>
/// <param name="Half">Bends small likenesses upwards, (0, ∞).</param>
/// <param name="Prior">Where topics are not known.</param>
public sealed record NicheRule(double Half, Prior Prior);
