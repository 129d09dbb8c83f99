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
                new PartFigure { Known = true, Value = shares.Concentration(brief.Model.Concentration.Categories, Value) };
        }
    }

    // What is left unlisted is as mixed as it can be, and the smallest shares are taken for unlisted as far as that makes the whole
    // less mixed: so neither leaving out of the list nor listing crumbs pays.
    private static double Value(Distribution shares, uint categories)
    {
        Span<float> ascending = stackalloc float[shares.Count];
        shares.Shares.CopyTo(ascending);
        ascending.Sort();
        Span<double> terms = stackalloc double[shares.Count];
        var (listed, entropy) = (0.0, 0.0);
        for (var i = 0; i < terms.Length; i++)
        {
            listed += ascending[i];
            terms[i] = Term(ascending[i], groups: 1);
            entropy += terms[i];
        }

        var rest = Math.Max(0, 1 - listed);
        var least = entropy + Term(rest, categories);
        for (var i = 0; i < terms.Length; i++)
        {
            rest += ascending[i];
            entropy -= terms[i];
            least = Math.Min(least, entropy + Term(rest, categories));
        }

        return Math.Clamp(1 - (least / PortableMath.Log(categories)), 0, 1);
    }

    // -Σ p·ln p over so many groups that share p evenly.
    private static double Term(double share, double groups) => share > 0 ? -share * PortableMath.Log(share / groups) : 0;
}
