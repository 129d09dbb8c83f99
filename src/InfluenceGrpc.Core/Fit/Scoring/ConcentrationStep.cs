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
        var (entropy, listed) = (0.0, 0.0);
        for (var i = 0; i < shares.Count; i++)
        {
            entropy += Term(shares.Shares[i], groups: 1);
            listed += shares.Shares[i];
        }

        // What is left unlisted is as mixed as it can be: leaving out must not pay.
        entropy += Term(Math.Max(0, 1 - listed), Math.Max(1, (double)categories - shares.Count));
        return Math.Clamp(1 - (entropy / PortableMath.Log(categories)), 0, 1);
    }

    // -Σ p·ln p over so many groups that share p evenly.
    private static double Term(double share, double groups) => share > 0 ? -share * PortableMath.Log(share / groups) : 0;
}
