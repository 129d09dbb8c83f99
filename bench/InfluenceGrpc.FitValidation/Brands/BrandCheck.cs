namespace InfluenceGrpc.FitValidation.Brands;

/// <summary>Whether a derived brief tells a brand's creators from others: each of them is left out once.</summary>
internal static class BrandCheck
{
    /// <summary>Runs it, and prints what came out.</summary>
    /// <param name="options">What was asked.</param>
    /// <param name="print">Takes the text, line by line.</param>
    /// <exception cref="InvalidDataException">The files cannot be read, or no brand has enough creators.</exception>
    public static void Run(BrandsOptions options, Action<string> print)
    {
        var creators = BrandFiles.Read(options.Creators, options.Posts);
        var trials = new Trials(creators, options.Seed, options.Negatives);
        var brands = trials.BrandsOf(options.MinExamples);
        if (brands.Length == 0)
        {
            throw new InvalidDataException($"{options.Posts}: no brand is mentioned by at least {options.MinExamples} of the {creators.Count} creators; "
                + "--min-examples asks for fewer.");
        }

        print($"{creators.Count} creators, {creators.Sum(creator => creator.Posts.Count)} posts; {brands.Length} brands have at least "
            + $"{options.MinExamples} creators, {brands.Sum(brand => brand.Creators.Length)} in all. Model {options.Model.Id} version {options.Model.Version}.");
        var usual = new UsualFigures();
        new BrandReport(Results(options, trials, brands, usual), options.Seed).Print(print);
        usual.Print(print);
    }

    private static Dictionary<Variant, BrandResult[]> Results(
        BrandsOptions options, Trials trials, (string Brand, SeenCreator[] Creators)[] brands, UsualFigures usual)
    {
        var results = Variants.All.ToDictionary(variant => variant, _ => new BrandResult[brands.Length]);
        var judge = new Judge(options.Model);
        var progress = new Progress("Brands", brands.Length);
        Parallel.For(0, brands.Length, number =>
        {
            var (brand, own) = brands[number];
            foreach (var kind in Variants.All.GroupBy(variant => variant.Kind))
            {
                var trial = trials.Of(number, brand, own, kind.Key);
                foreach (var form in kind.GroupBy(variant => variant.Form))
                {
                    var background = judge.BackgroundOf(trial, form.Key);
                    foreach (var variant in form.Where(variant => variant.Examples is null || variant.Examples < own.Length))
                    {
                        var aucs = judge.AucsOf(
                            trial,
                            variant,
                            variant.FilesBackground ? background : null,
                            new Random(options.Seed + number),
                            ReferenceEquals(variant, Variants.Main) ? usual.Note : null);
                        results[variant][number] = new BrandResult(aucs.Length, aucs.Average());
                    }
                }
            }

            progress.Step();
        });
        return results;
    }
}
