using InfluenceGrpc.Core.Creators.Drafts;
using InfluenceGrpc.FitValidation.Brands;

namespace InfluenceGrpc.FitValidation;

/// <summary>The command line.</summary>
internal static class ValidationCommand
{
    private const string Help = """
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

        Ends with 0, with 1 where a file cannot be used, and with 2 where what was typed is wrong.
        """;

    private const int WrongFile = 1;
    private const int WrongArguments = 2;

    /// <summary>Runs what was typed, and returns the exit code.</summary>
    /// <param name="args">The words.</param>
    /// <param name="output">Takes the tables.</param>
    /// <param name="error">Takes what is wrong.</param>
    public static int Run(string[] args, TextWriter output, TextWriter error)
    {
        if (args.Contains("--help"))
        {
            output.WriteLine(Help);
            return 0;
        }

        try
        {
            Run(args, output.WriteLine);
            return 0;
        }
        catch (WrongArgumentsException wrong)
        {
            error.WriteLine(wrong.Message);
            return WrongArguments;
        }
        catch (Exception wrong) when (wrong is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            error.WriteLine(wrong.Message);
            return WrongFile;
        }
    }

    private static void Run(string[] args, Action<string> print)
    {
        switch (args)
        {
            case ["brands", .. var words]:
                BrandCheck.Run(BrandsOptions.Parse(words), print);
                break;
            case ["engagement", var file]:
                EngagementCheck.Run(Read(file, print), print);
                break;
            case ["intervals", var file]:
                IntervalCheck.Run(Read(file, print), print);
                break;
            case ["stability", var file]:
                StabilityCheck.Run(Read(file, print), print);
                break;
            default:
                throw new WrongArgumentsException(Help);
        }
    }

    private static IReadOnlyList<CreatorProfileDraft> Read(string file, Action<string> print)
    {
        var creators = CreatorFile.Read(file);
        print($"{creators.Count} creators.");
        return creators;
    }
}
