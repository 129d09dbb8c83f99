using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.RegularExpressions;
using InfluenceGrpc.Json;

namespace InfluenceGrpc.Cli.Commands;

/// <summary>
/// Options that were typed and do not exist. The library takes one that stands where a value may stand for that value: "--verison" would be
/// the id of a creator to delete. What a value begins with - is said by "--" before it, or by "=" behind its option.
/// </summary>
internal static partial class UnknownOptions
{
    /// <summary>What of the line is no option, as it was typed.</summary>
    /// <param name="parsed">The line.</param>
    /// <param name="words">The same line as the shell handed it over.</param>
    public static IReadOnlyList<string> Of(ParseResult parsed, IReadOnlyList<string> words)
    {
        var literal = Literal(parsed);
        var swallowed = Results(parsed.CommandResult).SelectMany(result => result switch
        {
            ArgumentResult argument => argument.Tokens.Where(token => !literal.Contains(token)),
            OptionResult option => option.Tokens.Where(token => !words.Any(word => IsAssignment(word, token.Value))),
            _ => [],
        });
        var left = parsed.UnmatchedTokens.Where(word => !literal.Any(token => token.Value == word));
        return [.. swallowed.Select(token => token.Value).Concat(left).Where(LooksLikeOne).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>That there is no such option, with the nearest that there is.</summary>
    /// <param name="typed">As it was typed.</param>
    /// <param name="command">The command that it was typed for.</param>
    public static string Describe(string typed, Command command)
    {
        var name = typed.Split('=', ':')[0];
        var meant = NearestName.Meant(name, LongNames(command));
        return $"there is no option '{name}'{(meant.Length > 0 ? meant : " (where it is a value, write it behind --, or with its option as --option=VALUE)")}";
    }

    /// <summary>Whether a word is meant as an option: "-" is standard input, and -5 a number, if a bad one.</summary>
    public static bool LooksLikeOne(string word) => word.Length > 1 && word[0] == '-' && !Number().IsMatch(word);

    // One of two letters is near to every other of two letters, which tells nobody what was meant.
    private static IEnumerable<string> LongNames(Command command) => Lineage(command)
        .SelectMany((one, above) => one.Options.Where(option => above == 0 || option.Recursive))
        .SelectMany(option => option.Aliases.Prepend(option.Name))
        .Where(name => name.StartsWith("--", StringComparison.Ordinal));

    private static IEnumerable<Command> Lineage(Command command) => command.Parents.OfType<Command>().SelectMany(Lineage).Prepend(command);

    private static IEnumerable<SymbolResult> Results(CommandResult command)
    {
        for (SymbolResult? at = command; at is not null; at = at.Parent)
        {
            foreach (var child in ((CommandResult)at).Children)
            {
                yield return child;
            }
        }
    }

    // What stands after "--" is meant as it stands.
    private static HashSet<Token> Literal(ParseResult parsed) => new(
        parsed.Tokens.SkipWhile(token => token.Type != TokenType.DoubleDash).Skip(1), ReferenceEqualityComparer.Instance);

    private static bool IsAssignment(string word, string value) =>
        word.StartsWith('-') && (word.EndsWith($"={value}", StringComparison.Ordinal) || word.EndsWith($":{value}", StringComparison.Ordinal));

    [GeneratedRegex(@"^-[.,]?[0-9]", RegexOptions.None, 1000)]
    private static partial Regex Number();
}
