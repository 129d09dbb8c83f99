using InfluenceGrpc.Performance.Measuring;
using InfluenceGrpc.Performance.Reporting;
using InfluenceGrpc.Performance.Sections;

namespace InfluenceGrpc.Performance;

/// <summary>The command line.</summary>
internal static class PerformanceCommand
{
    private const int WrongAnswer = 1;
    private const int WrongArguments = 2;

    /// <summary>Runs what was typed, and returns the exit code.</summary>
    /// <param name="args">The words.</param>
    /// <param name="output">Takes the report.</param>
    /// <param name="error">Takes what is wrong.</param>
    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter error)
    {
        if (args.Contains("--help"))
        {
            await output.WriteLineAsync(PerformanceOptions.Help);
            return 0;
        }

        if (PerformanceOptions.Read(args, out var fault) is not { } options)
        {
            await error.WriteLineAsync($"{fault} --help tells of the options that there are.");
            return WrongArguments;
        }

        try
        {
            var report = await MeasureAsync(options);
            await output.WriteLineAsync(report);
            if (options.OutFile is { } file)
            {
                await File.WriteAllTextAsync(file, report);
            }

            return 0;
        }
        catch (Exception wrong)
        {
            // Whatever it was, what has been measured so far is not the whole.
            await error.WriteLineAsync(wrong.ToString());
            return WrongAnswer;
        }
    }

    private static async Task<string> MeasureAsync(PerformanceOptions options)
    {
        var machine = await Machine.LookAsync();
        var results = new Results();
        await using (var surroundings = new Surroundings(options, results))
        {
            await new TierStreams(options, results, surroundings).RunAsync();
            await new Growth(options, results, surroundings).RunAsync();
            await new ProfileStreams(options, results, surroundings).RunAsync();
            await new SingleCalls(options, results, surroundings).RunAsync();
            await new Latency(options, results, surroundings).RunAsync();
        }

        await new Lookups(options, results).RunAsync();
        await new Memory(options, results).RunAsync();
        await new Start(options, results).RunAsync();
        await new Limits(options, results).RunAsync();
        return new Report(options, results, machine).ToMarkdown();
    }
}
