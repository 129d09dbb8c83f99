using System.Globalization;
using InfluenceGrpc.Core.Fit;
using InfluenceGrpc.Core.Fit.Scoring;

namespace InfluenceGrpc.FitValidation.Brands;

/// <summary>What creators at random get under derived briefs, of those of whom it is known: what a model's priors should be.</summary>
internal sealed class UsualFigures
{
    // Values in [0, 1] are counted by thousandths: there are millions.
    private const int Steps = 1_000;

    private static readonly string[] Names = ["niche", "size", "kinship"];

    private readonly long[][] counts = [.. Names.Select(_ => new long[Steps + 1])];

    /// <summary>Counts one creator's figures in; any thread may.</summary>
    public void Note(CompiledBrief brief, FitFigures figures)
    {
        Note(0, figures[FitComponent.Niche].Parts[0]);
        Note(1, figures[FitComponent.Size].Parts[0]);
        var kinship = Place(brief.PartsOf(FitComponent.Affinity));
        if (kinship >= 0)
        {
            Note(2, figures[FitComponent.Affinity].Parts[kinship]);
        }
    }

    /// <summary>Prints the means and tenths.</summary>
    public void Print(Action<string> print)
    {
        print("");
        print("What creators at random get under derived briefs, where it is known");
        print("| part | known | mean | tenth percentile | ninetieth |");
        print("| --- | ---: | ---: | ---: | ---: |");
        for (var i = 0; i < Names.Length; i++)
        {
            var (all, mine) = (counts[i].Sum(), counts[i]);
            var mean = all == 0 ? 0 : mine.Select((count, step) => (double)count * step).Sum() / all / Steps;
            print(string.Create(CultureInfo.InvariantCulture, $"| {Names[i]} | {all} | {mean:F3} | {Quantile(mine, 0.1 * all):F3} | {Quantile(mine, 0.9 * all):F3} |"));
        }
    }

    private static double Quantile(long[] mine, double rank)
    {
        var (step, below) = (0, 0L);
        while (step < Steps && (below += mine[step]) < rank)
        {
            step++;
        }

        return (double)step / Steps;
    }

    private static int Place(ReadOnlySpan<CompiledPart> parts)
    {
        for (var i = 0; i < parts.Length; i++)
        {
            if (parts[i] is { Name: "kinship", Weight: > 0 })
            {
                return i;
            }
        }

        return -1;
    }

    private void Note(int which, PartFigure figure)
    {
        if (figure.Known)
        {
            Interlocked.Increment(ref counts[which][(int)Math.Round(figure.Value * Steps)]);
        }
    }
}
