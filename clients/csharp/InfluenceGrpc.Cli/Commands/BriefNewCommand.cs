using System.CommandLine;
using InfluenceGrpc.Cli.Briefs;
using InfluenceGrpc.Cli.Input;

namespace InfluenceGrpc.Cli.Commands;

/// <summary><c>influence brief new</c>.</summary>
internal static class BriefNewCommand
{
    /// <summary>What <c>--help</c> teaches below the options.</summary>
    public const string Lesson =
        """
        Examples:
          influence brief new                     on the terminal
          influence brief new --out brief.json    into a file that is not there yet
        """;

    public static Command Create(Terminal terminal, ServerOptionSet server)
    {
        var output = new Option<string?>("--out", "-o") { Description = "Write it into a file that is not there yet", HelpName = "FILE.json" };
        var command = new Command("new", "Writes a brief to begin with, in which every field is explained.") { output };
        command.SetAction((parsed, cancellationToken) =>
            Failures.ReportAsync(terminal, server.Read(parsed, terminal), async () =>
            {
                var path = parsed.GetValue(output);
                if (path is not null and not InputFile.Standard && File.Exists(path))
                {
                    throw new InputException($"There is a file '{path}' already: name another.");
                }

                if (path is null)
                {
                    await terminal.Output.WriteAsync(BriefTemplate.Text.AsMemory(), cancellationToken);
                }
                else
                {
                    await BriefOutput.WriteAsync(path, BriefTemplate.Text, terminal, cancellationToken);
                }

                return ExitCodes.Success;
            }));
        return command;
    }
}
