using System.CommandLine;
using System.CommandLine.Invocation;

namespace InfluenceGrpc.Cli.Completion;

/// <summary>
/// Answers <c>[suggest:N] LINE</c>, which the scripts of <c>influence completion</c> ask: what may stand at position N of the line, one a line.
/// The library itself offers what has the typed letters anywhere in it, and its help in the spelling of Windows too; shells want what begins
/// with them.
/// </summary>
internal sealed class SuggestMatching(Directive directive) : SynchronousCommandLineAction
{
    /// <summary>Nothing else is to be done for such a line.</summary>
    public override bool Terminating => true;

    /// <summary>Half a line is no fault.</summary>
    public override bool ClearsParseErrors => true;

    /// <summary>Whether the program is asked for suggestions.</summary>
    public static bool IsAsked(IReadOnlyList<string> args) => args.Count > 0 && args[0].StartsWith("[suggest", StringComparison.Ordinal);

    public override int Invoke(ParseResult parseResult)
    {
        var line = parseResult.Tokens.LastOrDefault(token => token.Type != System.CommandLine.Parsing.TokenType.Directive)?.Value ?? "";
        var position = int.TryParse(parseResult.GetResult(directive) is { Values: [{ } number, ..] } ? number : null, out var given) && given >= 0 ? Math.Min(given, line.Length) : line.Length;
        var typed = Divided(line[..position]);
        var word = typed[(typed.LastIndexOf(' ') + 1)..];
        var found = parseResult.RootCommandResult.Command.Parse(typed).GetCompletions(position)
            .Select(item => item.InsertText ?? item.Label)
            .Where(text => text.StartsWith(word, StringComparison.Ordinal) && IsWanted(text, word))
            .Distinct(StringComparer.Ordinal);
        foreach (var text in found)
        {
            parseResult.InvocationConfiguration.Output.WriteLine(text);
        }

        return ExitCodes.Success;
    }

    // "--output=js" is "--output js" to the library, too; only the latter does it complete.
    private static string Divided(string typed)
    {
        var word = typed.LastIndexOf(' ') + 1;
        var sign = typed.IndexOf('=', word);
        return sign >= 0 && typed.AsSpan(word).StartsWith("--") ? $"{typed[..sign]} {typed[(sign + 1)..]}" : typed;
    }

    // Options are offered to who begins one: else they would stand before the names of files.
    private static bool IsWanted(string text, string word) => !text.StartsWith('/') && (word.StartsWith('-') || !text.StartsWith('-'));
}
