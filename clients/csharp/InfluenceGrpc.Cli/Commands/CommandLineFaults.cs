using System.CommandLine;
using System.CommandLine.Parsing;
using InfluenceGrpc.Cli.Completion;
using InfluenceGrpc.Json;

namespace InfluenceGrpc.Cli.Commands;

/// <summary>What is wrong with a line as it was typed, before anything is done.</summary>
internal static class CommandLineFaults
{
    /// <summary>A sentence for each; none where the line can be carried out. Where a word is unknown, all else that is wrong may come of it.</summary>
    /// <param name="parsed">The line.</param>
    /// <param name="words">The same line as the shell handed it over.</param>
    public static IReadOnlyList<string> Of(ParseResult parsed, IReadOnlyList<string> words)
    {
        if (SuggestMatching.IsAsked(words))
        {
            return [];
        }

        var command = parsed.CommandResult.Command;
        if (command.Subcommands.Count > 0 && parsed.UnmatchedTokens is [{ } first, ..] && !UnknownOptions.LooksLikeOne(first))
        {
            var names = command.Subcommands.SelectMany(one => one.Aliases.Prepend(one.Name));
            return [$"there is no command '{NameOf(command, first)}'{NearestName.Meant(first, names)}"];
        }

        return UnknownOptions.Of(parsed, words) is { Count: > 0 } unknown
            ? [.. unknown.Select(option => UnknownOptions.Describe(option, command))]
            : [.. parsed.Errors.Select(Plain)];
    }

    /// <summary>"profiles import": a command with those above it, and without the program's name.</summary>
    public static string NameOf(Command command, string? last = null) => string.Join(' ', Names(command).Append(last).OfType<string>());

    // The library names the type of its code.
    private static string Plain(ParseError error) => error.SymbolResult is OptionResult { Tokens: [{ } given, ..] } result && IsWhole(result.Option.ValueType)
        && error.Message.StartsWith("Cannot parse", StringComparison.Ordinal)
        ? $"{result.Option.Name} is '{given.Value}'; it must be a whole number"
        : error.Message;

    private static bool IsWhole(Type type) => (Nullable.GetUnderlyingType(type) ?? type) is var bare && (bare == typeof(int) || bare == typeof(ulong));

    private static IEnumerable<string> Names(Command command) =>
        command is RootCommand ? [] : [.. command.Parents.OfType<Command>().SelectMany(Names), command.Name];
}
