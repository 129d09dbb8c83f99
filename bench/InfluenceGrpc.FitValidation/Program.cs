using InfluenceGrpc.Core.Creators.Drafts;
using InfluenceGrpc.FitValidation;
using InfluenceGrpc.FitValidation.Brands;

const string Help = """
    Holds the scoring model against real creators.

      dotnet run -c Release --project bench/InfluenceGrpc.FitValidation -- engagement CREATORS.csv
      dotnet run -c Release --project bench/InfluenceGrpc.FitValidation -- intervals CREATORS.csv
      dotnet run -c Release --project bench/InfluenceGrpc.FitValidation -- stability CREATORS.csv
      dotnet run -c Release --project bench/InfluenceGrpc.FitValidation -- brands CREATORS.csv PAIRS.csv
          [--seed N] [--min-examples N] [--negatives N] [--model MODEL.json]

    CREATORS.csv has a header and the columns creator_id, platform, category, followers, avg_likes, avg_comments,
    sample_posts, disclosed_posts, in any order; an empty cell is not known. PAIRS.csv has one row a post and the columns
    creator_id, brands, hashtags, the last two separated by bars.

      engagement   how the engagement component spreads by size: near uniform where the peers are right
      intervals    how often the interval holds the score with all figures, when some are hidden at random, on each half
      stability    how far scores and ranks move when one figure is hidden
      brands       whether briefs that are derived of a brand's creators tell each of them, left out, from creators at random;
                   --seed 1 is what drawing begins with, --min-examples 5 the fewest creators of a brand that is judged,
                   --negatives 200 how many others there are to be told from, --model a model of your own
    """;

if (args.Contains("--help"))
{
    Console.Out.WriteLine(Help);
    return 0;
}

try
{
    return Run(args);
}
catch (Exception wrong) when (wrong is InvalidDataException or IOException or UnauthorizedAccessException)
{
    Console.Error.WriteLine(wrong.Message);
    return 1;
}

static int Run(string[] args)
{
    switch (args)
    {
        case ["brands", .. var words]:
            BrandCheck.Run(BrandsOptions.Parse(words), Console.Out.WriteLine);
            return 0;
        case ["engagement", var file]:
            EngagementCheck.Run(Read(file));
            return 0;
        case ["intervals", var file]:
            IntervalCheck.Run(Read(file));
            return 0;
        case ["stability", var file]:
            StabilityCheck.Run(Read(file));
            return 0;
        default:
            Console.Error.WriteLine(Help);
            return 2;
    }
}

static IReadOnlyList<CreatorProfileDraft> Read(string file)
{
    var creators = CreatorFile.Read(file);
    Console.Out.WriteLine($"{creators.Count} creators.");
    return creators;
}
