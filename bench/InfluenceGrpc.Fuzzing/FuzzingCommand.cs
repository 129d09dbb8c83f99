namespace InfluenceGrpc.Fuzzing;

/// <summary>The command line.</summary>
internal static class FuzzingCommand
{
    private const string Help = """
        Gives the product what strangers might send it, and looks whether it still does what its contract says.

          dotnet run -c Release --project bench/InfluenceGrpc.Fuzzing -- [--kind KIND] [--seconds N] [--seed N] [--case N]

          --kind all     what is fuzzed; one of these, or all, one after the other:
              payload    messages of every rpc, valid, broken and in between, unary and in streams, to a server of this process
              frame      gRPC frames, headers and content types that no client library sends, to such a server
              json       unary calls as JSON, valid, broken and in between, to such a server's port for it
              csv        files of creators and ids, as the command line reads them
              scheme     files of tier schemes, as the server reads them at its start
              model      files of fit models, as the server reads them at its start
              brief      files of briefs, as the command line reads them
              plan       files of plans and of targets, as the command line reads them
              codec      profiles as they are stored
              bulk       chunks as streams read them past the official parser, and the parser itself beside it
              columns    answers as the C# client reads them past the official parser, and the parser itself beside it
          --seconds 30   how long each kind is fuzzed
          --seed 1       what drawing begins with: the same seed draws the same cases
          --case N       run this case alone, as a finding names it

        A line for each kind goes to standard output, and below it what was found: the seed and the case, its bytes in base64, and the
        smallest part of them that still shows the fault. Progress goes to the terminal.
        Ends with 0 where nothing was found, with 1 where something was, and with 2 where what was typed is wrong.
        """;

    private const int Found = 1;
    private const int WrongArguments = 2;

    /// <summary>Runs what was typed, and returns the exit code.</summary>
    /// <param name="args">The words.</param>
    /// <param name="output">Takes the results.</param>
    /// <param name="error">Takes what is wrong.</param>
    /// <param name="cancellationToken">Ends the fuzzing; what was found so far is told.</param>
    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        if (args.Contains("--help"))
        {
            await output.WriteLineAsync(Help);
            return 0;
        }

        try
        {
            var found = 0;
            var options = FuzzingOptions.Parse(args);
            foreach (var kind in options.Kinds)
            {
                found += await RunAsync(kind, options, output, cancellationToken);
            }

            return found > 0 ? Found : 0;
        }
        catch (WrongArgumentsException wrong)
        {
            await error.WriteLineAsync(wrong.Message);
            return WrongArguments;
        }
    }

    private static async Task<int> RunAsync(string kind, FuzzingOptions options, TextWriter output, CancellationToken cancellationToken)
    {
        var bounds = options.Case is { } only
            ? new FuzzBounds(options.Seed, only, 1, TimeSpan.MaxValue)
            : new FuzzBounds(options.Seed, 0, int.MaxValue, TimeSpan.FromSeconds(options.Seconds));
        var progress = new Progress();
        await using var target = await FuzzKinds.OpenAsync(kind);
        var report = await new FuzzRun(kind, target, bounds, progress.Tell).RunAsync(cancellationToken);
        progress.Clear();
        await output.WriteLineAsync(report.ToString());
        foreach (var finding in report.Findings)
        {
            await output.WriteLineAsync(finding.ToString());
        }

        return report.Findings.Count;
    }
}
