using System.CommandLine;
using InfluenceGrpc.Cli.Completion;

namespace InfluenceGrpc.Cli.Commands;

/// <summary><c>influence completion SHELL</c>.</summary>
internal static class CompletionCommand
{
    /// <summary>What <c>--help</c> teaches below the options.</summary>
    public const string Lesson =
        """
        Prints a script that completes commands, options and the values of options that have a list of them; elsewhere, names of files. No server
        is asked, so that a key press never waits for one: ids of schemes and models are not completed.

        Examples:
          source <(influence completion bash)                                    in ~/.bashrc
          source <(influence completion zsh)                                     in ~/.zshrc, after compinit
          influence completion fish | source                                     in config.fish
          influence completion pwsh | Out-String | Invoke-Expression             in $PROFILE
        """;

    public static Command Create(Terminal terminal)
    {
        var shell = new Argument<string>("SHELL") { Description = string.Join(", ", ShellScripts.Shells) }
            .TakeOneOf([.. ShellScripts.Shells]);
        var command = new Command("completion", "Prints a script with which a shell completes commands and options.") { shell };
        command.SetAction(parsed =>
        {
            // As shells read it, on every system.
            terminal.Output.Write(ShellScripts.Of(parsed.GetRequiredValue(shell)).ReplaceLineEndings("\n") + "\n");
            return ExitCodes.Success;
        });
        return command;
    }
}
