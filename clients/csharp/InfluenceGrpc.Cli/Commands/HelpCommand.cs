using System.CommandLine;

namespace InfluenceGrpc.Cli.Commands;

/// <summary><c>influence help [COMMAND]</c>: the same as <c>--help</c>, for those who type it so.</summary>
internal static class HelpCommand
{
    /// <summary>What <c>--help</c> teaches below the options.</summary>
    public const string Lesson =
        """
        Examples:
          influence help
          influence help classify
          influence help profiles import
        """;

    /// <param name="run">Runs the program with other words.</param>
    public static Command Create(Func<string[], CancellationToken, Task<int>> run)
    {
        var words = new Argument<string[]>("COMMAND") { Description = "A command; without, all of them", Arity = ArgumentArity.ZeroOrMore };
        var command = new Command("help", "Shows help of the program or of one command.") { words };
        command.SetAction((parsed, cancellationToken) => run([.. parsed.GetValue(words) ?? [], "--help"], cancellationToken));
        return command;
    }
}
