using System.Globalization;
using System.Text.RegularExpressions;

namespace InfluenceGrpc.Cli.Campaigns;

/// <summary>What the server says of a campaign's parts, as people know them who gave them as options.</summary>
internal static partial class OptionWording
{
    /// <summary>What it says, with options in place of fields, long numbers in groups and amounts in their currency.</summary>
    /// <param name="description">The server's.</param>
    /// <param name="currency">The brief's; empty where it has none.</param>
    public static string Of(string description, string currency)
    {
        var ranges = Ranges().Replace(description, range => Digits().Replace(range.Value, Grouped));
        var amounts = currency.Length == 0 ? ranges : Amounts().Replace(ranges, $"cost ${{cost}} {currency} together, and the budget is ${{budget}} {currency}");
        return amounts
            .Replace("maxCreators", "--max-creators", StringComparison.Ordinal)
            .Replace("; give one with it", "; give it one under 'prices' in its row or profile", StringComparison.Ordinal);
    }

    private static string Grouped(Match digits) =>
        decimal.Parse(digits.Value, CultureInfo.InvariantCulture).ToString("#,##0", CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\[[0-9]+, [0-9]+\]", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Ranges();

    [GeneratedRegex(@"[0-9]{4,28}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Digits();

    [GeneratedRegex(@"cost (?<cost>[0-9,.]*[0-9]) together, and the budget is (?<budget>[0-9,.]*[0-9])", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Amounts();
}
