using System.Runtime.InteropServices;

namespace InfluenceGrpc.Core.Fit.Scoring;

/// <summary>How much of an audience is wanted in one dimension.</summary>
/// <param name="Share">Of what is listed, [0, 1].</param>
/// <param name="Unlisted">What might be added to it by what the profile leaves unlisted, [0, 1 - share].</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct InTargetShare(double Share, double Unlisted)
{
    /// <summary>The share from its sums over a distribution.</summary>
    /// <param name="wanted">Σ share·weight over what is listed.</param>
    /// <param name="listed">Σ share over what is listed.</param>
    /// <param name="mostWanted">The greatest weight that what is not listed may have.</param>
    public static InTargetShare Of(double wanted, double listed, double mostWanted)
    {
        // Shares sum to at most 1.001, rounding included.
        var share = Math.Min(1, wanted);
        return new(share, Math.Min(1 - share, Math.Max(0, 1 - listed) * mostWanted));
    }
}
