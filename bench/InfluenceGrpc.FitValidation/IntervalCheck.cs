using InfluenceGrpc.Core.Creators.Drafts;
using InfluenceGrpc.Core.Fit;

namespace InfluenceGrpc.FitValidation;

/// <summary>How often the interval holds the score that comes out with all figures, when some of them are hidden.</summary>
internal static class IntervalCheck
{
    private const int Seed = 1;
    private const int CreatorsABrief = 20;

    /// <summary>Runs it, and prints what came out.</summary>
    /// <param name="creators">The creators of the file.</param>
    /// <param name="print">Takes the text, line by line.</param>
    /// <exception cref="InvalidDataException">Too few creators tell what is needed.</exception>
    public static void Run(IReadOnlyList<CreatorProfileDraft> creators, Action<string> print)
    {
        // Whole ones only: they alone have a score with all figures. Every other one, in the order of the file, is a half.
        var whole = creators.Where(creator => creator is { Followers: > 0, Topics: not null, Engagement: { AverageLikes: not null, AverageComments: not null } }).ToArray();
        if (whole.Length < 2)
        {
            throw new InvalidDataException($"{whole.Length} creators have all of category (other than \"other\"), followers above 0, avg_likes and "
                + "avg_comments; it takes two at least, one a half.");
        }

        print($"{whole.Length} have all of topics, engagement and followers.");
        foreach (var half in new[] { 0, 1 })
        {
            var mine = whole.Where((_, i) => i % 2 == half).ToArray();
            print("");
            print(half == 0 ? "First half (priors may be tuned on it):" : "Second half (priors were not tuned on it):");
            Priors(mine, print);
            Coverage(mine, print);
        }
    }

    // What the model's priors of these parts should be.
    private static void Priors(CreatorProfileDraft[] creators, Action<string> print)
    {
        var random = new Random(Seed);
        var values = new Dictionary<FitComponent, List<double>>();
        foreach (var group in creators.Chunk(CreatorsABrief))
        {
            var brief = Briefs.Draw(creators, random);
            foreach (var creator in group)
            {
                foreach (var component in Briefs.Score(brief, creator).Components.ToArray().Where(component => component.Counts))
                {
                    (values.TryGetValue(component.Component, out var list) ? list : values[component.Component] = []).Add(component.Value);
                }
            }
        }

        foreach (var (component, list) in values)
        {
            list.Sort();
            print($"  {component}: mean {list.Average():F3}, p10 {list[list.Count / 10]:F3}, p90 {list[list.Count * 9 / 10]:F3}");
        }
    }

    private static void Coverage(CreatorProfileDraft[] creators, Action<string> print)
    {
        var random = new Random(Seed);
        var combinations = 1 << Hiding.All.Length;
        var (held, of, width, error) = (new int[combinations], new int[combinations], new double[combinations], new double[combinations]);
        foreach (var group in creators.Chunk(CreatorsABrief))
        {
            var brief = Briefs.Draw(creators, random);
            foreach (var creator in group)
            {
                var which = random.Next(1, combinations);
                var (full, part) = (Briefs.Score(brief, creator), Briefs.Score(brief, Hiding.Of(creator, which)));
                of[which]++;
                held[which] += full.Score >= part.Lower && full.Score <= part.Upper ? 1 : 0;
                width[which] += part.Upper - part.Lower;
                error[which] += Math.Abs(full.Score - part.Score);
            }
        }

        print("");
        print("| hidden | cases | interval holds the full score | mean width, points | mean error, points |");
        print("| --- | ---: | ---: | ---: | ---: |");
        for (var i = 1; i < combinations; i++)
        {
            print(of[i] == 0
                ? $"| {Hiding.NameOf(i)} | 0 | | | |"
                : $"| {Hiding.NameOf(i)} | {of[i]} | {(double)held[i] / of[i]:P1} | {width[i] / of[i]:F1} | {error[i] / of[i]:F1} |");
        }

        print($"| all together (nominal 80 %) | {of.Sum()} | {(double)held.Sum() / of.Sum():P1} | {width.Sum() / of.Sum():F1} | {error.Sum() / of.Sum():F1} |");
    }
}
