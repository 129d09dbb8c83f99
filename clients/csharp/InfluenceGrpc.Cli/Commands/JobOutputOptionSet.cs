using System.CommandLine;
using InfluenceGrpc.Cli.Output;

namespace InfluenceGrpc.Cli.Commands;

/// <summary>Where a job over rows writes, and how it tells what came of it.</summary>
/// <param name="results">What <c>--out</c> writes, for people.</param>
/// <param name="told">What is told at the end: a summary, or a table.</param>
/// <param name="faulty">The rows that <c>--bad-rows</c> writes, and that <c>--strict</c> minds.</param>
internal sealed class JobOutputOptionSet(string results, string told, (string Written, string Minded) faulty)
{
    private readonly Option<string?> file = new("--out", "-o")
    {
        Description = $"Write {results}; - for standard output (the {told} then goes to standard error)",
        HelpName = "FILE.csv",
    };

    private readonly Option<string?> badRows = new("--bad-rows")
    {
        Description = $"Write the rows that {faulty.Written}, as line,reason,raw",
        HelpName = "FILE.csv",
    };

    private readonly Option<bool> noProgress = new("--no-progress") { Description = "Say nothing while at work. Default: a bar on a terminal, else a line on standard error every few seconds" };
    private readonly Option<bool> strict = new("--strict") { Description = $"Exit with 1 where any row was {faulty.Minded}" };
    private readonly Option<string> format = OutputOption.Create();

    /// <summary>Of a job over creators and a brief.</summary>
    public static JobOutputOptionSet OfFit(string results, string told) => new(results, told, ("were left out or failed", "bad or failed"));

    /// <summary>What is written; help lists it after what is asked of the rows.</summary>
    public void AddFilesTo(Command command)
    {
        command.Add(file);
        command.Add(badRows);
    }

    /// <summary>How the job tells of itself; help lists it last.</summary>
    public void AddTellingTo(Command command)
    {
        command.Add(noProgress);
        command.Add(strict);
        command.Add(format);
    }

    /// <summary>Path of the results, whatever the other options are; null for none.</summary>
    public string? ReadFile(ParseResult parsed) => parsed.GetValue(file);

    public JobOutput Read(ParseResult parsed) => new()
    {
        File = parsed.GetValue(file),
        BadRows = parsed.GetValue(badRows),
        Progress = !parsed.GetValue(noProgress),
        Strict = parsed.GetValue(strict),
        Form = parsed.FormOf(format),
    };
}
