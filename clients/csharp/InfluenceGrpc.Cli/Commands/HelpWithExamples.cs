using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace InfluenceGrpc.Cli.Commands;

/// <summary>The usual help, and below it what a command has to teach: lists of commands stay one line a command.</summary>
internal sealed class HelpWithExamples(HelpAction usual, IReadOnlyDictionary<Command, string> lessons) : SynchronousCommandLineAction
{
    public override bool Terminating => true;

    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        var exitCode = usual.Invoke(parseResult);
        if (lessons.TryGetValue(parseResult.CommandResult.Command, out var lesson))
        {
            parseResult.InvocationConfiguration.Output.WriteLine(lesson);
        }

        return exitCode;
    }
}
