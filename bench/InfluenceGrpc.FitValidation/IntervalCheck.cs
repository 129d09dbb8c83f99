using InfluenceGrpc.Core.Creators.Drafts;
using InfluenceGrpc.Core.Fit;

namespace InfluenceGrpc.FitValidation;

/// <summary>How often the interval holds the score that comes out with all figures, when some of them are hidden.</summary>
internal static class IntervalCheck
{
    private const int Seed = 1;
    private const int CreatorsABrief = 20;

    public static void Run(IReadOnlyList<CreatorProfileDraft> creators)
    {
        // Whole ones only: they alone have a score with all figures. Every other one, in the order of the file, is a half.
        var whole = creators.Where(creator => creator is { Followers: > 0, Topics: not null, Engagement: { AverageLikes: not null, AverageComments: not null } }).ToArray();
        Console.Out.WriteLine($"{whole.Length} have all of topics, engagement and followers.");
        foreach (var half in new[] { 0, 1 })
        {
            var mine = whole.Where((_, i) => i % 2 == half).ToArray();
            Console.Out.WriteLine();
            Console.Out.WriteLine(half == 0 ? "First half (priors may be tuned on it):" : "Second half (priors were not tuned on it):");
            Priors(mine);
            Coverage(mine);
        }
    }

    // What the model's priors of these parts should be.
    private static void Priors(CreatorProfileDraft[] creators)
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
            Console.Out.WriteLine($"  {component}: mean {list.Average():F3}, p10 {list[list.Count / 10]:F3}, p90 {list[list.Count * 9 / 10]:F3}");
        }
    }

    private static void Coverage(CreatorProfileDraft[] creators)
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

        Console.Out.WriteLine();
        Console.Out.WriteLine("| hidden | cases | interval holds the full score | mean width, points | mean error, points |");
        Console.Out.WriteLine("| --- | ---: | ---: | ---: | ---: |");
        for (var i = 1; i < combinations; i++)
        {
            Console.Out.WriteLine($"| {Hiding.NameOf(i)} | {of[i]} | {(double)held[i] / of[i]:P1} | {width[i] / of[i]:F1} | {error[i] / of[i]:F1} |");
        }

        Console.Out.WriteLine($"| all together (nominal 80 %) | {of.Sum()} | {(double)held.Sum() / of.Sum():P1} | {width.Sum() / of.Sum():F1} | {error.Sum() / of.Sum():F1} |");
    }
}
