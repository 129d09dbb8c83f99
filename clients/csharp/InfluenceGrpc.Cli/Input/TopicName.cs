using System.Globalization;
using System.Text;
using Google.Protobuf.Collections;

namespace InfluenceGrpc.Cli.Input;

/// <summary>What a creator posts about, as one plain name: <c>Food &amp; Drink</c> is the topic <c>food-&amp;-drink</c>.</summary>
internal static class TopicName
{
    // As the contract has it for topics.
    private const int MaxBytes = 128;
    private const int MaxSegments = 8;

    /// <returns>What is wrong with the cell; null where nothing is.</returns>
    public static string? AddTo(MapField<string, float> shares, ReadOnlySpan<char> cell)
    {
        var segments = cell.ToString().ToLowerInvariant().Split('/').Select(Segment).Where(segment => segment.Length > 0).ToList();
        var path = string.Join('/', segments);
        if (segments.Count is 0 or > MaxSegments || Encoding.UTF8.GetByteCount(path) > MaxBytes)
        {
            return $"'{CellNumbers.Shorten(cell)}' is not a topic, such as fitness or sport/running";
        }

        shares[path] = 1;
        return null;
    }

    // What a topic may not hold becomes a hyphen, however long it is.
    private static string Segment(string text)
    {
        var segment = new StringBuilder(text.Length);
        var isGap = false;
        foreach (var rune in text.EnumerateRunes())
        {
            if (IsOfTopics(rune))
            {
                segment.Append(rune);
            }
            else if (!isGap)
            {
                segment.Append('-');
            }

            isGap = !IsOfTopics(rune);
        }

        return segment.ToString().Trim('-');
    }

    private static bool IsOfTopics(Rune rune) => rune.IsAscii
        ? char.IsAsciiLetterLower((char)rune.Value) || char.IsAsciiDigit((char)rune.Value) || (char)rune.Value is '-' or '_' or '.' or '+' or '&'
        : Rune.GetUnicodeCategory(rune) is UnicodeCategory.LowercaseLetter or UnicodeCategory.OtherLetter or UnicodeCategory.ModifierLetter
            or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.DecimalDigitNumber;
}
