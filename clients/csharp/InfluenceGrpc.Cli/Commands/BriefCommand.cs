using System.CommandLine;

namespace InfluenceGrpc.Cli.Commands;

/// <summary><c>influence brief</c>: what a campaign looks for, as a file.</summary>
internal static class BriefCommand
{
    /// <summary>What <c>--help</c> teaches below the options.</summary>
    public const string Lesson =
        """
        A brief is JSON; // and /* */ comments and trailing commas are allowed.

        Examples:
          influence brief new --out brief.json
          influence brief check brief.json
          influence brief derive liked.csv --title "More like these" --out brief.json
        """;

    /// <param name="terminal">Where the program reads and writes.</param>
    /// <param name="server">The options that name the server.</param>
    /// <param name="teach">Adds what a command has to teach to its help.</param>
    public static Command Create(Terminal terminal, ServerOptionSet server, Func<Command, string, Command> teach) =>
        new("brief", "Begins, checks and derives briefs: what a campaign looks for.")
        {
            teach(BriefNewCommand.Create(terminal, server), BriefNewCommand.Lesson),
            teach(BriefCheckCommand.Create(terminal, server), BriefCheckCommand.Lesson),
            teach(BriefDeriveCommand.Create(terminal, server), BriefDeriveCommand.Lesson),
        };
}
