namespace InfluenceGrpc.ReachValidation;

/// <summary>The command line.</summary>
internal static class ValidationCommand
{
    private const string Help = """
        Holds forecasts of reach against simulated populations, of which it is known who is reached.

          dotnet run -c Release --project bench/InfluenceGrpc.ReachValidation -- net
          dotnet run -c Release --project bench/InfluenceGrpc.ReachValidation -- intervals
          dotnet run -c Release --project bench/InfluenceGrpc.ReachValidation -- niche

        All take [--seed N] [--populations N]: what drawing begins with (1), and how many populations are drawn for each setting
        and number of creators (200).

          net         how far different ways to compute net reach are off
          intervals   how often the interval of 80 % holds the truth
          niche       the same of its lower end alone, for other values of the model's nicheShare

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
            case ["net", .. var words]:
                NetCheck.Run(ValidationOptions.Parse(words), print);
                break;
            case ["intervals", .. var words]:
                IntervalCheck.Run(ValidationOptions.Parse(words), print);
                break;
            case ["niche", .. var words]:
                NicheCheck.Run(ValidationOptions.Parse(words), print);
                break;
            default:
                throw new WrongArgumentsException(Help);
        }
    }
}
