using System.Globalization;
using InfluenceGrpc.Core.Creators.Drafts;
using InfluenceGrpc.Core.Fit.Scoring;

namespace InfluenceGrpc.FitValidation;

/// <summary>How the engagement component spreads by size. Of a creator's own posts alone, without shrinkage, it is uniform where
/// the peers' median and spread are right; shrinkage draws it to the middle, the more the fewer posts there are.</summary>
internal static class EngagementCheck
{
    private static readonly (string Name, ulong From)[] Sizes =
        [("below 1k", 0), ("1k-10k", 1_000), ("10k-50k", 10_000), ("50k-500k", 50_000), ("500k-1m", 500_000), ("1m+", 1_000_000)];

    private static readonly double[] Quantiles = [0.1, 0.25, 0.5, 0.75, 0.9];

    /// <summary>Runs it, and prints what came out.</summary>
    /// <param name="creators">The creators of the file.</param>
    /// <param name="print">Takes the text, line by line.</param>
    /// <exception cref="InvalidDataException">Too few creators tell what is needed.</exception>
    public static void Run(IReadOnlyList<CreatorProfileDraft> creators, Action<string> print)
    {
        var brief = Briefs.Compile(new() { Weights = new() { Engagement = 1 } });
        var known = creators.Select(creator => (creator.Followers, Briefs.Score(brief, creator).Engagement)).Where(pair => pair.Engagement.Rate is not null).ToArray();
        if (known.Length == 0)
        {
            throw new InvalidDataException("No creator has an engagement rate: it takes platform, followers, avg_likes and avg_comments.");
        }

        print($"{known.Length} have an engagement rate. Quantiles of the percentile; 0.10 0.25 0.50 0.75 0.90 would be uniform.");
        print("");
        print("| size | creators | as scored (shrunk) | of their own posts alone | distance from uniform (Kolmogorov-Smirnov), own posts |");
        print("| --- | ---: | --- | --- | ---: |");
        for (var i = 0; i < Sizes.Length; i++)
        {
            var end = i + 1 < Sizes.Length ? Sizes[i + 1].From : ulong.MaxValue;
            var group = known.Where(pair => pair.Followers >= Sizes[i].From && pair.Followers < end).Select(pair => pair.Engagement).ToArray();
            if (group.Length > 0)
            {
                var own = group.Select(Own).Order().ToArray();
                print($"| {Sizes[i].Name} | {group.Length} | {Text([.. group.Select(figure => figure.Percentile).Order()])} | {Text(own)} | {Distance(own):F3} |");
            }
        }
    }

    private static double Own(EngagementFigure figure) => Core.Numerics.StandardNormal.Cdf(figure.Distance / figure.Weight);

    private static string Text(double[] sorted) =>
        string.Join(' ', Quantiles.Select(quantile => sorted[(int)(quantile * (sorted.Length - 1))].ToString("F2", CultureInfo.InvariantCulture)));

    private static double Distance(double[] sorted) =>
        sorted.Select((value, i) => Math.Max(value - ((double)i / sorted.Length), ((double)(i + 1) / sorted.Length) - value)).Max();
}
