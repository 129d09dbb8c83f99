using System.Runtime.InteropServices;

namespace InfluenceGrpc.Core.Fit.Derivation;

/// <summary>How much more common something is among the examples than in the background, or less.</summary>
/// <param name="Key">Topic path, brand, country or the like; of ages and genders the enum's name.</param>
/// <param name="Share">Mean share among the examples that tell, [0, 1].</param>
/// <param name="BackgroundShare">Mean share in the background, [0, 1].</param>
/// <param name="Ratio">The smoothed ratio of the two, (0, ∞).</param>
/// <param name="LogLift">ln of it.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Lift(string Key, double Share, double BackgroundShare, double Ratio, double LogLift);
