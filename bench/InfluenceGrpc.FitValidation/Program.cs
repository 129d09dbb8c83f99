using InfluenceGrpc.FitValidation;

const string Help = """
    Holds the scoring model against real creators.

      dotnet run -c Release --project bench/InfluenceGrpc.FitValidation -- engagement CREATORS.csv
      dotnet run -c Release --project bench/InfluenceGrpc.FitValidation -- intervals CREATORS.csv
      dotnet run -c Release --project bench/InfluenceGrpc.FitValidation -- stability CREATORS.csv

    CREATORS.csv has a header and the columns creator_id, platform, category, followers, avg_likes, avg_comments,
    sample_posts, disclosed_posts, in any order; an empty cell is not known.

      engagement   how the engagement component spreads by size: near uniform where the peers are right
      intervals    how often the interval holds the score with all figures, when some are hidden at random, on each half
      stability    how far scores and ranks move when one figure is hidden
    """;

if (args is not [var command, var file])
{
    Console.Out.WriteLine(Help);
    return args.Contains("--help") ? 0 : 2;
}

var creators = CreatorFile.Read(file);
Console.Out.WriteLine($"{creators.Count} creators.");
switch (command)
{
    case "engagement":
        EngagementCheck.Run(creators);
        return 0;
    case "intervals":
        IntervalCheck.Run(creators);
        return 0;
    case "stability":
        StabilityCheck.Run(creators);
        return 0;
    default:
        Console.Error.WriteLine($"There is no command {command}.");
        return 2;
}
