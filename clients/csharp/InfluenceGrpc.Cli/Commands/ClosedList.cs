using System.CommandLine;
using System.CommandLine.Parsing;

namespace InfluenceGrpc.Cli.Commands;

/// <summary>Values that are one of a few words. The library has this too, with a list over several lines, which is no sentence.</summary>
internal static class ClosedList
{
    /// <summary>Takes these words alone, and completes them.</summary>
    public static Option<string> TakeOneOf(this Option<string> option, params string[] words)
    {
        option.Validators.Add(result => Check(result, option.Name, words));
        option.CompletionSources.Add(words);
        return option;
    }

    /// <summary>Takes these words alone, and completes them.</summary>
    public static Argument<string> TakeOneOf(this Argument<string> argument, params string[] words)
    {
        argument.Validators.Add(result => Check(result, argument.Name, words));
        argument.CompletionSources.Add(words);
        return argument;
    }

    private static void Check(SymbolResult result, string name, string[] words)
    {
        foreach (var token in result.Tokens.Where(token => !words.Contains(token.Value, StringComparer.Ordinal)))
        {
            result.AddError($"{name} is '{token.Value}'; it must be one of: {string.Join(", ", words)}");
        }
    }
}
