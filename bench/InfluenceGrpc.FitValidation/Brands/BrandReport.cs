using System.Globalization;

namespace InfluenceGrpc.FitValidation.Brands;

/// <summary>Prints what came out, as tables.</summary>
/// <param name="results">By variant: one a brand, in one order; without creators where a brand was left out.</param>
/// <param name="seed">What drawing begins with.</param>
internal sealed class BrandReport(IReadOnlyDictionary<Variant, BrandResult[]> results, int seed)
{
    private static readonly (string Name, int From, int To)[] Sizes =
        [("below 10", 0, 9), ("10-19", 10, 19), ("20-49", 20, 49), ("50 and more", 50, int.MaxValue)];

    /// <summary>Prints all tables.</summary>
    public void Print(Action<string> print)
    {
        print("AUC: how often a brand's creator scores above one who is not; .50 is chance. Intervals: 95 %, over brands.");
        Table(print, "What helps", Variants.Parts);
        Table(print, "Other ways to use it", Variants.Ways);
        Table(print, "Checks", Variants.Checks);
        Table(print, "By number of examples drawn at random (brands with more only)", Variants.Counts);
        print("");
        print("By number of a brand's creators");
        Head(print, "creators");
        foreach (var (name, from, to) in Sizes)
        {
            Row(print, name, Variants.Main, result => result.Creators >= from && result.Creators <= to);
        }

        print("");
        print("By half: every other brand, in the order of their names");
        Head(print, "half");
        for (var half = 0; half < 2; half++)
        {
            Row(print, half == 0 ? "first" : "second", Variants.Main, (_, number) => number % 2 == half);
        }

        Differences(print);
    }

    private void Table(Action<string> print, string title, Variant[] variants)
    {
        print("");
        print(title);
        Head(print, "variant");
        foreach (var variant in variants)
        {
            Row(print, variant.Name, variant, _ => true);
        }
    }

    private static void Head(Action<string> print, string first)
    {
        print($"| {first} | brands | AUC, mean over brands | 95 % | pooled over pairs |");
        print("| --- | ---: | ---: | --- | ---: |");
    }

    private void Row(Action<string> print, string name, Variant variant, Func<BrandResult, bool> counts) => Row(print, name, variant, (result, _) => counts(result));

    private void Row(Action<string> print, string name, Variant variant, Func<BrandResult, int, bool> counts)
    {
        BrandResult[] chosen = [.. results[variant].Where((result, number) => result.Creators > 0 && counts(result, number))];
        if (chosen.Length == 0)
        {
            print($"| {name} | 0 | | | |");
            return;
        }

        var (mean, low, high) = Bootstrap.Of([.. chosen.Select(result => result.Mean)], seed);
        var pooled = chosen.Sum(result => result.Mean * result.Creators) / chosen.Sum(result => result.Creators);
        print(string.Create(CultureInfo.InvariantCulture, $"| {name} | {chosen.Length} | {mean:F4} | {low:F4}-{high:F4} | {pooled:F4} |"));
    }

    // Of the same brands, creators and others: much of what chance does to both is then no difference.
    private void Differences(Action<string> print)
    {
        print("");
        print("Differences to the derived brief as it is, brand by brand");
        print("| variant | difference | 95 % |");
        print("| --- | ---: | --- |");
        foreach (var variant in Variants.All.Where(variant => variant != Variants.Main && variant.Kind == TrialKind.Random))
        {
            double[] differences =
            [
                .. results[variant].Zip(results[Variants.Main]).Where(pair => pair.First.Creators > 0).Select(pair => pair.First.Mean - pair.Second.Mean),
            ];
            if (differences.Length > 0)
            {
                var (mean, low, high) = Bootstrap.Of(differences, seed);
                print(string.Create(CultureInfo.InvariantCulture, $"| {variant.Name} | {mean:+0.0000;-0.0000} | {low:+0.0000;-0.0000} to {high:+0.0000;-0.0000} |"));
            }
        }
    }
}
