using System.CommandLine;
using InfluenceGrpc.Cli.Profiles;

namespace InfluenceGrpc.Cli.Commands;

/// <summary><c>influence profiles export --ids FILE --out FILE.jsonl</c>.</summary>
internal static class ExportCommand
{
    /// <summary>What <c>--help</c> teaches below the options.</summary>
    public const string Lesson =
        $"""
        A server does not list what it keeps: export asks for the ids that you have. Profiles of any age are exported, as
        JSON, one a line; 'profiles import' takes them back.

        Examples:
          influence profiles export --ids ids.txt --out profiles.jsonl
          influence profiles export --ids creators.csv --out profiles.jsonl --missing gone.txt
          influence profiles export --ids ids.txt --out - | gzip > profiles.jsonl.gz

        {ExitCodes.Help}
        """;

    public static Command Create(Terminal terminal, ServerOptionSet server)
    {
        var ids = new Option<string>("--ids")
        {
            Description = "Whose profiles: one id a line, or CSV with a column of ids; - for standard input",
            HelpName = "FILE",
            Required = true,
        };
        var output = new Option<string>("--out", "-o")
        {
            Description = "Where the profiles go; - for standard output",
            HelpName = "FILE.jsonl",
            Required = true,
        };
        var missing = new Option<string?>("--missing") { Description = "Write the ids that are not there, one a line", HelpName = "FILE" };
        var noProgress = new Option<bool>("--no-progress") { Description = "Say nothing while at work" };
        var strict = new Option<bool>("--strict") { Description = "Exit with 1 where any id was bad, is not there or failed" };
        var command = new Command("export", "Writes profiles, by their ids, into a file.") { ids, output, missing, noProgress, strict };
        command.SetAction((parsed, cancellationToken) =>
        {
            var address = server.Read(parsed, terminal);
            var settings = new ExportSettings
            {
                Server = address,
                Ids = parsed.GetRequiredValue(ids),
                Output = parsed.GetRequiredValue(output),
                Missing = parsed.GetValue(missing),
                Progress = !parsed.GetValue(noProgress),
                Strict = parsed.GetValue(strict),
            };
            return Failures.ReportAsync(
                terminal, address, () => new ExportJob(settings, terminal).RunAsync(cancellationToken), Failures.Interrupted(settings.Output));
        });
        return command;
    }
}
