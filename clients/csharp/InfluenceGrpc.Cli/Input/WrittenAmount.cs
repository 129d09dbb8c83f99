using System.Globalization;
using System.Text.RegularExpressions;

namespace InfluenceGrpc.Cli.Input;

/// <summary>Amounts in digits as people write them: 250000, 250,000, 250 000 or 1999.50.</summary>
internal static partial class WrittenAmount
{
    /// <summary>
    /// What an amount looks like, with the named group "by". A comma, blank, apostrophe or underscore divides groups of three and nothing
    /// else: "2,5" is refused rather than read as 25.
    /// </summary>
    public const string Pattern = @"([0-9]{1,3}(?<by>[,'\u2019_\s])[0-9]{3}(\k<by>[0-9]{3})*|[0-9]+)(\.[0-9]+)?";

    /// <summary>The digits, and the point where there is one.</summary>
    /// <param name="amount">One that looks like an amount.</param>
    public static string Bare(string amount) => string.Concat(amount.Where(character => char.IsAsciiDigit(character) || character == '.'));

    /// <summary>Why an amount can be meant in two ways, for people; null where it cannot.</summary>
    /// <param name="amount">One that looks like an amount.</param>
    public static string? Ambiguity(string amount)
    {
        // Half of the world divides thousands by points.
        if (!PointBeforeThree().IsMatch(amount))
        {
            return null;
        }

        var (whole, fraction) = (amount[..^4], amount[^3..].TrimEnd('0').PadRight(2, '0'));
        var grouped = $"{whole},{amount[^3..]}";
        var value = decimal.Parse(amount, CultureInfo.InvariantCulture).ToString("0.###", CultureInfo.InvariantCulture);
        return $"{amount} can be {value} or {grouped}: write {whole}{amount[^3..]} or {whole}.{fraction}{(fraction.Length == 3 ? "0" : "")}";
    }

    [GeneratedRegex(@"^[1-9][0-9]{0,2}\.[0-9]{3}\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PointBeforeThree();
}
