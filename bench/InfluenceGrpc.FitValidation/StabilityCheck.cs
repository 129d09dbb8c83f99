using System.Globalization;
using InfluenceGrpc.Core.Creators.Drafts;

namespace InfluenceGrpc.FitValidation;

/// <summary>How far scores and ranks move when one figure is hidden from everybody.</summary>
internal static class StabilityCheck
{
    private const int Seed = 2;
    private const int BriefCount = 20;
    private const int MostBest = 100;

    /// <summary>Runs it, and prints what came out.</summary>
    /// <param name="creators">The creators of the file.</param>
    /// <param name="print">Takes the text, line by line.</param>
    /// <exception cref="InvalidDataException">Too few creators tell what is needed.</exception>
    public static void Run(IReadOnlyList<CreatorProfileDraft> creators, Action<string> print)
    {
        if (creators.Count < 2 || creators.All(creator => creator.Topics is null) || creators.All(creator => creator.Followers is null or 0))
        {
            throw new InvalidDataException("Ranks take two creators at least, one with a category other than \"other\", and one with followers above 0.");
        }

        var best = Math.Min(MostBest, creators.Count);
        print("");
        print($"| hidden | mean change, points | rank correlation (Spearman) | of the best {best}{(best == creators.Count ? ", all there are," : "")} still among them |");
        print("| --- | ---: | ---: | ---: |");
        foreach (var (name, hide) in Hiding.All)
        {
            var random = new Random(Seed);
            var (change, correlation, kept) = (0.0, 0.0, 0.0);
            for (var i = 0; i < BriefCount; i++)
            {
                var brief = Briefs.Draw(creators, random);
                var full = creators.Select(creator => Briefs.Score(brief, creator).Score).ToArray();
                var part = creators.Select(creator => Briefs.Score(brief, hide(creator)).Score).ToArray();
                change += full.Zip(part, (a, b) => Math.Abs(a - b)).Average();
                correlation += Correlation(Ranks(full), Ranks(part));
                kept += (double)Best(full, best).Intersect(Best(part, best)).Count() / best;
            }

            print($"| {name} | {change / BriefCount:F1} | {(double.IsNaN(correlation) ? "all alike" : (correlation / BriefCount).ToString("F2", CultureInfo.InvariantCulture))} | {kept / BriefCount:P0} |");
        }
    }

    private static IEnumerable<int> Best(double[] scores, int count) => Enumerable.Range(0, scores.Length).OrderByDescending(i => scores[i]).ThenBy(i => i).Take(count);

    private static double[] Ranks(double[] scores)
    {
        var ranks = new double[scores.Length];
        var order = Enumerable.Range(0, scores.Length).OrderBy(i => scores[i]).ToArray();
        for (int first = 0, next; first < order.Length; first = next)
        {
            for (next = first; next < order.Length && scores[order[next]] == scores[order[first]]; next++)
            {
            }

            for (var i = first; i < next; i++)
            {
                ranks[order[i]] = (first + next - 1) / 2.0;
            }
        }

        return ranks;
    }

    private static double Correlation(double[] a, double[] b)
    {
        var (meanA, meanB) = (a.Average(), b.Average());
        var product = a.Zip(b, (x, y) => (x - meanA) * (y - meanB)).Sum();
        return product / Math.Sqrt(a.Sum(x => (x - meanA) * (x - meanA)) * b.Sum(y => (y - meanB) * (y - meanB)));
    }
}
