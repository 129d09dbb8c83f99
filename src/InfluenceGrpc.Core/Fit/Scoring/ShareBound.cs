using InfluenceGrpc.Core.Creators;

namespace InfluenceGrpc.Core.Fit.Scoring;

/// <summary>Whether a profile's share is beyond a bound. Profiles hold floats and briefs doubles: 0.7 as a float is a little less than
/// 0.7, and 0.15 a little more. Who is at the bound is not beyond it.</summary>
internal static class ShareBound
{
    public static bool IsBelow(double share, double bound) => share < bound - ProfileLimits.ShareRounding;

    public static bool IsAbove(double share, double bound) => share > bound + ProfileLimits.ShareRounding;
}
