using System.Globalization;
using System.Text.RegularExpressions;
using Google.Protobuf.Collections;
using Google.Type;
using Influence.V1;

namespace InfluenceGrpc.Cli.Input;

/// <summary>Prices as one cell lists them: <c>post:12000 NOK|story:3,000.50 NOK</c>.</summary>
internal static partial class PriceList
{
    private const int NanosInOne = 1_000_000_000;

    // More than anybody asks, and far below what a price can hold.
    private const decimal Most = 1e15m;

    private static readonly Dictionary<string, Deliverable> Deliverables = Enum.GetValues<Deliverable>()
        .Where(deliverable => deliverable != Deliverable.Unspecified)
        .ToDictionary(deliverable => deliverable.ToString().ToLowerInvariant(), StringComparer.Ordinal);

    /// <returns>What is wrong with the cell; null where nothing is.</returns>
    public static string? AddTo(RepeatedField<Price> prices, ReadOnlySpan<char> cell)
    {
        foreach (var range in cell.Split('|'))
        {
            var entry = cell[range].Trim().ToString();
            if (entry.Length == 0)
            {
                continue;
            }

            if (Read(entry, out var price) is { } fault)
            {
                return fault;
            }

            if (prices.Any(other => other.Deliverable == price!.Deliverable && other.Amount.CurrencyCode == price.Amount.CurrencyCode))
            {
                return $"'{CellNumbers.Shorten(entry)}' is a second price for the same in the same currency";
            }

            prices.Add(price!);
        }

        return null;
    }

    private static string? Read(string entry, out Price? price)
    {
        price = null;
        var match = Entry().Match(entry);
        if (!match.Success)
        {
            return $"'{CellNumbers.Shorten(entry)}' is not DELIVERABLE:AMOUNT CURRENCY, such as post:12000 NOK; several are divided by |";
        }

        if (!Deliverables.TryGetValue(ColumnNames.Normalize(match.Groups["what"].Value), out var deliverable))
        {
            return $"'{CellNumbers.Shorten(match.Groups["what"].Value)}' is not a deliverable: post, story, short_video, video, live or mention";
        }

        if (WrittenAmount.Ambiguity(match.Groups["amount"].Value) is { } fault)
        {
            return $"'{CellNumbers.Shorten(entry)}': {fault}";
        }

        var amount = WrittenAmount.Bare(match.Groups["amount"].Value);
        if (amount.Length > 28 || !decimal.TryParse(amount, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
            || value > Most || value * NanosInOne % 1 != 0)
        {
            return $"'{CellNumbers.Shorten(entry)}' is too large, or has more than nine decimals";
        }

        price = new Price
        {
            Deliverable = deliverable,
            Amount = new Money
            {
                CurrencyCode = match.Groups["currency"].Value,
                Units = (long)decimal.Truncate(value),
                Nanos = (int)(value % 1 * NanosInOne),
            },
        };
        return null;
    }

    // Atomic up to the colon: it is there or not, and looking again from every blank on takes the square of their number.
    [GeneratedRegex(
        $@"^(?>(?<what>[A-Za-z_ -]+)\s*):\s*(?<amount>{WrittenAmount.Pattern})\s*(?<currency>[A-Z]{{3}})$",
        RegexOptions.ExplicitCapture,
        1000)]
    private static partial Regex Entry();
}
