namespace InfluenceGrpc.PlanValidation;

/// <summary>The command line.</summary>
internal static class PlanValidationCommand
{
    private const string Help = """
        Holds the planner against the best plan there is, and against the bound that it tells.

          dotnet run -c Release --project bench/InfluenceGrpc.PlanValidation -- ratios [--cases N] [--seed N]
          dotnet run -c Release --project bench/InfluenceGrpc.PlanValidation -- lists [--most N] [--seed N]

          ratios   random cases of up to 12 candidates, of which every set is tried; --cases 500 is how many of each kind
          lists    long lists of synthetic candidates; --most 1000000 is the longest, of those of 1,000, 100,000 and 1,000,000

        --seed 1 is what drawing begins with. The tables go to standard output, progress to the terminal.
        Ends with 0, and with 2 where what was typed is wrong.
        """;

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
    }

    private static void Run(string[] args, Action<string> print)
    {
        switch (args)
        {
            case ["ratios", .. var words]:
                RatioCheck.Run(ValidationOptions.Parse(words), print);
                break;
            case ["lists", .. var words]:
                ListCheck.Run(ValidationOptions.Parse(words), print);
                break;
            default:
                throw new WrongArgumentsException(Help);
        }
    }
}
