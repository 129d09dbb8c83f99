using System.Globalization;
using System.Text.RegularExpressions;

namespace InfluenceGrpc.Cli.Input;

/// <summary>
/// Numbers that are no follower counts. A point is always the decimal mark and a comma always groups thousands: an average
/// of 12.345 likes, as programs write it, must not become twelve thousand.
/// </summary>
internal static partial class CellNumbers
{
    /// <summary>A figure per post, at least 0, such as 1234.5, 1,234.5 or 12.5k.</summary>
    /// <returns>What is wrong with the cell; null where nothing is.</returns>
    public static string? TryAverage(ReadOnlySpan<char> cell, FollowerUnit unit, out double value)
    {
        var text = cell.Trim().ToString();
        var scale = Math.Pow(10, (int)unit);
        if (text is [.. var before, 'k' or 'K' or 'm' or 'M'] && before.Length > 0)
        {
            scale = text[^1] is 'k' or 'K' ? 1e3 : 1e6;
            text = before.TrimEnd();
        }

        if (!TryPlain(text, out value))
        {
            return $"'{Shorten(cell)}' is not a number of at least 0, such as 1234.5 or 1,234";
        }

        value *= scale;
        return double.IsFinite(value) ? null : $"'{Shorten(cell)}' is too large";
    }

    /// <summary>
    /// A share as a fraction: "3.5%" is 0.035, and so is "3.5" below a header that says percent. A bare number above 1 is
    /// likelier a percentage than a rate of more than one engagement a follower, so it is not guessed at.
    /// </summary>
    /// <returns>What is wrong with the cell; null where nothing is.</returns>
    public static string? TryFraction(ReadOnlySpan<char> cell, bool isPercent, out double value)
    {
        var text = cell.Trim().ToString();
        var marked = text.EndsWith('%');
        if (!TryPlain(marked ? text[..^1].TrimEnd() : text, out value))
        {
            return $"'{Shorten(cell)}' is not a share, such as 0.035 or 3.5%";
        }

        if (marked || isPercent)
        {
            value /= 100;
            return null;
        }

        return value <= 1 ? null : $"'{Shorten(cell)}' is above 1: write 3.5% or 0.035";
    }

    /// <summary>A cell's text as it can stand in a sentence.</summary>
    public static string Shorten(ReadOnlySpan<char> cell)
    {
        var line = cell.Trim().ToString().ReplaceLineEndings(" ");
        return line.Length <= 40 ? line : string.Concat(line.AsSpan(0, 37), "...");
    }

    private static bool TryPlain(string text, out double value)
    {
        value = 0;
        return Plain().IsMatch(text)
            && double.TryParse(text.Replace(",", "", StringComparison.Ordinal), NumberStyles.Float, CultureInfo.InvariantCulture, out value)
            && double.IsFinite(value);
    }

    [GeneratedRegex(@"^([0-9]{1,3}(,[0-9]{3})+|[0-9]+)(\.[0-9]*)?([eE][+-]?[0-9]{1,3})?$|^\.[0-9]+$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Plain();
}
