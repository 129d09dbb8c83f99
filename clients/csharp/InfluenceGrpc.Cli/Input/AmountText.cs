using System.Globalization;
using System.Text.RegularExpressions;

namespace InfluenceGrpc.Cli.Input;

/// <summary>Amounts as people type them behind an option: "250000", "250,000", "1999.50".</summary>
internal static partial class AmountText
{
    /// <summary>The amount, at least 0; how large it may be is the server's to say.</summary>
    /// <param name="option">The option, for the message.</param>
    /// <param name="text">What stands behind it.</param>
    /// <exception cref="InputException">It is no such amount.</exception>
    public static double Read(string option, string text) => Amount().IsMatch(text)
        ? double.Parse(text.Replace(",", "", StringComparison.Ordinal), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture)
        : throw new InputException($"{option} is '{text}'; it must be an amount such as 250000, 250,000 or 1999.50.");

    // A comma divides groups of three and nothing else: "2,5" is refused rather than read as 25.
    [GeneratedRegex(@"^([0-9]{1,15}|[0-9]{1,3}(,[0-9]{3}){1,4})(\.[0-9]{1,9})?$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Amount();
}
