using InfluenceGrpc.Core.Creators;
using InfluenceGrpc.Core.Numerics;

namespace InfluenceGrpc.Core.Fit.Scoring;

/// <summary>Step 2.9: how concentrated the audience's interests are, or the topics where those are not known.</summary>
internal static class ConcentrationStep
{
    /// <summary>Fills in the component's only part.</summary>
    public static void Evaluate(CompiledBrief brief, CreatorProfile profile, FitFigures into)
    {
        if ((profile.Audience?.Interests ?? profile.Topics) is { } shares)
        {
            into[FitComponent.Concentration].Filling[0] =
                new PartFigure { Known = true, Value = Value(shares, brief.Model.Concentration.Categories) };
        }
    }

    private static double Value(Distribution shares, uint categories)
    {
        var rest = Rest(shares, categories);
        var entropy = Term(rest, categories);
        for (var i = 0; i < shares.Count; i++)
        {
            entropy += IsLost(shares.Shares[i], rest, categories) ? 0 : Term(shares.Shares[i], groups: 1);
        }

        return Math.Clamp(1 - (entropy / PortableMath.Log(categories)), 0, 1);
    }

    // What is left unlisted is as mixed as it can be: leaving out must not pay. For the same reason a share that is small beside
    // it is lost in it, which makes the rest larger, in which others may be lost.
    private static double Rest(Distribution shares, uint categories)
    {
        var listed = 0.0;
        for (var i = 0; i < shares.Count; i++)
        {
            listed += shares.Shares[i];
        }

        var unlisted = Math.Max(0, 1 - listed);
        var (rest, before) = (unlisted, -1.0);
        while (rest > before)
        {
            before = rest;
            rest = unlisted;
            for (var i = 0; i < shares.Count; i++)
            {
                rest += IsLost(shares.Shares[i], before, categories) ? shares.Shares[i] : 0;
            }
        }

        return rest;
    }

    // Below four times an even part of the rest: above that, taking a share out of the list always makes the whole more mixed.
    private static bool IsLost(double share, double rest, uint categories) => share * categories < 4 * rest;

    // -Σ p·ln p over so many groups that share p evenly.
    private static double Term(double share, double groups) => share > 0 ? -share * PortableMath.Log(share / groups) : 0;
}
