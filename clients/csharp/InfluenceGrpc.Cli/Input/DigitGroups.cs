using System.Globalization;

namespace InfluenceGrpc.Cli.Input;

/// <summary>Reads digits with group separators and a decimal mark; <see cref="FollowerCountParser"/> states the rules.</summary>
internal static class DigitGroups
{
    public static bool TryRead(ReadOnlySpan<char> text, bool singleMarkIsDecimal, int maxDigits, out decimal value)
    {
        value = 0;
        if (text.IsEmpty || text.Length > 2 * maxDigits)
        {
            return false;
        }

        var mark = DecimalMarkIndex(text, singleMarkIsDecimal);
        var whole = mark < 0 ? text : text[..mark];
        var fraction = mark < 0 ? [] : text[(mark + 1)..];
        Span<char> digits = stackalloc char[text.Length + 1];
        var length = CopyGroups(whole, digits);
        var total = length + fraction.Length;
        if (length < 0 || total == 0 || total > maxDigits || fraction.ContainsAnyExceptInRange('0', '9'))
        {
            return false;
        }

        digits[length++] = '.';
        fraction.CopyTo(digits[length..]);
        return decimal.TryParse(digits[..(total + 1)], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out value);
    }

    // The index of the decimal mark, or -1 where there is none.
    private static int DecimalMarkIndex(ReadOnlySpan<char> text, bool singleMarkIsDecimal)
    {
        var last = text.LastIndexOfAny('.', ',');
        if (last < 0)
        {
            return -1;
        }

        var others = text[..last];
        if (others.Contains(text[last]))
        {
            return -1;
        }

        if (others.ContainsAny('.', ','))
        {
            return last;
        }

        var groups = text.Length - last - 1 == 3 && last is >= 1 and <= 3 && text[0] != '0';
        return groups && !singleMarkIsDecimal ? -1 : last;
    }

    // Copies the digits of well-formed groups and tells how many, or -1. One kind of separator, all groups after the
    // first of three digits; or of two with three in the last.
    private static int CopyGroups(ReadOnlySpan<char> whole, Span<char> digits)
    {
        var at = whole.IndexOfAnyExceptInRange('0', '9');
        if (at < 0)
        {
            whole.CopyTo(digits);
            return whole.Length;
        }

        var separator = whole[at];
        if (at is 0 or > 3 || !IsSeparator(separator))
        {
            return -1;
        }

        var length = 0;
        var width = 0;
        foreach (var group in whole.Split(separator))
        {
            var part = whole[group];
            var isFirst = group.Start.Value == 0;
            var isLast = group.End.Value == whole.Length;
            width = isFirst || isLast || width != 0 ? width : part.Length;
            var expected = isLast ? 3 : width;
            if (part.IsEmpty
                || part.ContainsAnyExceptInRange('0', '9')
                || (!isFirst && part.Length != expected)
                || width is not (0 or 2 or 3)
                || (width == 2 && at == 3))
            {
                return -1;
            }

            part.CopyTo(digits[length..]);
            length += part.Length;
        }

        return length;
    }

    private static bool IsSeparator(char c) => c is '.' or ',' or '\'' or '\u2019' or '_' || char.IsWhiteSpace(c);
}
