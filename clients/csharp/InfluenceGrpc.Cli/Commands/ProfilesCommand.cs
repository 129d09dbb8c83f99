using System.CommandLine;

namespace InfluenceGrpc.Cli.Commands;

/// <summary><c>influence profiles</c>: what the server keeps of creators.</summary>
internal static class ProfilesCommand
{
    /// <summary>What <c>--help</c> teaches below the options.</summary>
    public const string Lesson =
        """
        Examples:
          influence profiles import creators.csv
          influence profiles get c-1042 c-1043
          influence profiles export --ids ids.txt --out profiles.jsonl
          influence profiles delete c-1042
        """;

    /// <param name="terminal">Where the program reads and writes.</param>
    /// <param name="server">The options that name the server.</param>
    /// <param name="teach">Adds what a command has to teach to its help.</param>
    public static Command Create(Terminal terminal, ServerOptionSet server, Func<Command, string, Command> teach) =>
        new("profiles", "Writes, shows, exports and deletes the profiles that the server keeps.")
        {
            teach(ImportCommand.Create(terminal, server), ImportCommand.Lesson),
            teach(GetCommand.Create(terminal, server), GetCommand.Lesson),
            teach(ExportCommand.Create(terminal, server), ExportCommand.Lesson),
            teach(DeleteCommand.Create(terminal, server), DeleteCommand.Lesson),
        };
}
