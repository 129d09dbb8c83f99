using System.Globalization;
using System.Text.RegularExpressions;

namespace InfluenceGrpc.Cli.Input;

/// <summary>Amounts as people type them behind an option; <see cref="WrittenAmount"/> states the rules.</summary>
internal static partial class AmountText
{
    private const int MaxDigits = 15;
    private const int MaxDecimals = 9;

    /// <summary>The amount, at least 0; how large it may be is the server's to say.</summary>
    /// <param name="option">The option, for the message.</param>
    /// <param name="text">What stands behind it.</param>
    /// <exception cref="InputException">It is no such amount, or can be meant in two ways.</exception>
    public static double Read(string option, string text)
    {
        var bare = WrittenAmount.Bare(text).Split('.');
        if (!Amount().IsMatch(text) || bare[0].Length > MaxDigits || (bare.Length > 1 && bare[1].Length > MaxDecimals))
        {
            throw new InputException($"{option} is '{text}'; it must be an amount such as 250000, 250,000, 250 000 or 1999.50.");
        }

        return WrittenAmount.Ambiguity(text) is { } fault
            ? throw new InputException($"{option}: {fault}.")
            : double.Parse(string.Join('.', bare), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);
    }

    [GeneratedRegex($@"^{WrittenAmount.Pattern}\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Amount();
}
