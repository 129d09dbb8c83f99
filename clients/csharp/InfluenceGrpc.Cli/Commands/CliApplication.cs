using System.CommandLine;
using System.CommandLine.Completions;
using System.CommandLine.Help;
using InfluenceGrpc.Cli.Completion;
using InfluenceGrpc.Cli.Rendering;

namespace InfluenceGrpc.Cli.Commands;

/// <summary>The commands, and how a call of the program becomes one of them.</summary>
internal static class CliApplication
{
    private const string Lesson =
        $"""
        Examples:
          influence classify creators.csv                               a histogram in the terminal
          influence classify creators.csv --scheme all --out tiers.csv  tiers under every scheme, into a file
          influence tier 12,345                                         one creator, explained
          influence schemes                                             which schemes there are
          influence profiles import creators.csv                        profiles into the server's store
          influence classify --ids ids.txt                              tiers of profiles in the store
          influence brief new --out brief.json                          what a campaign looks for, to be edited
          influence score creators.csv --brief brief.json               how well each creator fits it
          influence rank creators.csv --brief brief.json                those who fit it best
          influence compare plans.json                                  what sets of creators do, and which wins on what
          influence plan creators.jsonl --brief brief.json --budget 250,000 --people 600,000
                                                                        the set that does most within a budget
          influence doctor                                              what keeps calls from being made, and what to do

        {ExitCodes.Help}
        """;

    private const string KeyOption = "--api-key";

    private static readonly TimeSpan TimeToTidyUp = TimeSpan.FromSeconds(5);

    /// <summary>Runs the program. Ctrl-C cancels the command, which then tidies up.</summary>
    public static async Task<int> RunAsync(string[] args, Terminal terminal, CancellationToken cancellationToken = default)
    {
        if (args.Any(arg => arg == KeyOption || arg.StartsWith(KeyOption + "=", StringComparison.Ordinal)))
        {
            // Told without what was typed after it, which the usual error would repeat.
            await terminal.Error.WriteLineAsync(
                $"error: there is no {KeyOption}: every user of the machine sees the arguments of programs. Give a file with --api-key-file, "
                + $"or set {ServerAddress.KeyVariable}; and have a key that was typed here replaced.");
            return ExitCodes.Usage;
        }

        var parsed = Root(terminal).Parse(args);
        if (AsksNothing(parsed))
        {
            parsed = Root(terminal).Parse([.. args, "--help"]);
        }

        if (CommandLineFaults.Of(parsed, args) is { Count: > 0 } faults)
        {
            foreach (var fault in faults)
            {
                await terminal.Error.WriteLineAsync($"error: {Visible.Of(fault)}");
            }

            await terminal.Error.WriteLineAsync(string.Join(' ', "Try: influence", CommandLineFaults.NameOf(parsed.CommandResult.Command, "--help")));
            return ExitCodes.Usage;
        }

        var configuration = new InvocationConfiguration
        {
            Output = terminal.Output,
            Error = terminal.Error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = TimeToTidyUp,
        };
        return await parsed.InvokeAsync(configuration, cancellationToken);
    }

    // The program alone, or the name of commands that belong together without one of them.
    private static bool AsksNothing(ParseResult parsed) =>
        parsed.CommandResult.Command.Subcommands.Count > 0 && parsed.UnmatchedTokens.Count == 0 && parsed.Errors.Count == 1;

    /// <summary>All commands, for whoever parses what people type.</summary>
    public static RootCommand Root(Terminal terminal)
    {
        var server = new ServerOptionSet();
        var lessons = new Dictionary<Command, string>();
        var root = new RootCommand("Which tier is a creator in, and how well does it fit a campaign? Asks an InfluenceGrpc server.");
        server.AddTo(root);
        lessons[root] = Lesson;
        root.Add(Teach(ClassifyCommand.Create(terminal, server), ClassifyCommand.Lesson));
        root.Add(Teach(TierCommand.Create(terminal, server), TierCommand.Lesson));
        root.Add(Teach(SchemesCommand.Create(terminal, server), SchemesCommand.Lesson));
        root.Add(Teach(ScoreCommand.Create(terminal, server), ScoreCommand.Lesson));
        root.Add(Teach(RankCommand.Create(terminal, server), RankCommand.Lesson));
        root.Add(Teach(CompareCommand.Create(terminal, server), CompareCommand.Lesson));
        root.Add(Teach(PlanCommand.Create(terminal, server), PlanCommand.Lesson));
        root.Add(Teach(BriefCommand.Create(terminal, server, Teach), BriefCommand.Lesson));
        root.Add(Teach(ModelsCommand.Create(terminal, server), ModelsCommand.Lesson));
        root.Add(Teach(ProfilesCommand.Create(terminal, server, Teach), ProfilesCommand.Lesson));
        root.Add(Teach(InfoCommand.Create(terminal, server), InfoCommand.Lesson));
        root.Add(Teach(DoctorCommand.Create(terminal, server), DoctorCommand.Lesson));
        root.Add(Teach(CompletionCommand.Create(terminal), CompletionCommand.Lesson));
        root.Add(Teach(HelpCommand.Create((words, cancellationToken) => RunAsync(words, terminal, cancellationToken)), HelpCommand.Lesson));
        var help = root.Options.OfType<HelpOption>().Single();
        help.Action = new HelpWithExamples((HelpAction)help.Action!, lessons);
        var suggest = root.Directives.OfType<SuggestDirective>().Single();
        suggest.Action = new SuggestMatching(suggest);
        return root;

        Command Teach(Command command, string lesson)
        {
            lessons[command] = lesson;
            return command;
        }
    }
}
