namespace InfluenceGrpc.Cli.Input;

/// <summary>
/// Reads follower counts as people write them. The rules, in order:
/// <list type="number">
/// <item>Blanks around it, Excel's <c>="123"</c> and a leading apostrophe are taken off; so are the words followers,
/// subscribers and fans after it.</item>
/// <item>An empty cell, a dash, N/A, null and the like, and a spreadsheet's error values mean that the count is missing.</item>
/// <item>k, m or b (thousand, million, billion) after the number multiply it; without one, the column's unit does.</item>
/// <item>Blanks, apostrophes and underscores within a number divide groups of three.</item>
/// <item>Where both a point and a comma occur, the last is the decimal mark. A mark that occurs more than once divides
/// groups. A mark that occurs once is the decimal mark if k, m, b, an exponent or a unit applies; else it divides groups
/// if exactly three digits follow and one to three precede it, not beginning with 0: "1.234" is 1,234 and "1.23" is 1.</item>
/// <item>Groups after the first have three digits, or two with three in the last as in India; else the cell is bad.</item>
/// <item>Fractions are rounded, halves away from zero.</item>
/// </list>
/// </summary>
internal static class FollowerCountParser
{
    /// <summary>The contract's limit (CreatorProfile.followers).</summary>
    public const ulong Max = 10_000_000_000;

    // Longer ones are no counts; decimal holds 28 digits.
    private const int MaxDigits = 26;

    private static readonly HashSet<string> MissingWords = new(StringComparer.OrdinalIgnoreCase)
    {
        "", "-", "--", "---", "\u2010", "\u2011", "\u2012", "\u2013", "\u2014", "\u2212", "?", ".",
        "n/a", "n.a.", "n.a", "na", "nan", "nil", "null", "none", "unknown", "not available", "missing", "(blank)", "(null)", "<na>", "\\n", "undefined", "tbd",
    };

    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> MissingLookup =
        MissingWords.GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly string[] Nouns = ["followers", "follower", "subscribers", "subscriber", "subs", "fans"];

    private static readonly (string Word, int Exponent)[] Multipliers =
    [
        ("thousand", 3), ("tsd", 3), ("k", 3),
        ("millions", 6), ("million", 6), ("mill", 6), ("mio", 6), ("mln", 6), ("mn", 6), ("m", 6),
        ("billions", 9), ("billion", 9), ("bln", 9), ("bn", 9), ("mrd", 9), ("b", 9),
    ];

    public static FollowerCount Parse(ReadOnlySpan<char> cell, FollowerUnit unit = FollowerUnit.One)
    {
        var text = Unwrap(cell);
        if (SaysNothing(text))
        {
            return FollowerCount.Missing;
        }

        if (text[0] is '-' or '\u2212')
        {
            return FollowerCount.Bad("a follower count cannot be negative");
        }

        var body = TrimNoun(text[0] == '+' ? text[1..] : text);
        body = TrimMultiplier(body, out var exponent);
        var scaled = exponent is not null;
        exponent ??= (int)unit;
        if (!TrimScientific(ref body, out var power))
        {
            return NotANumber(text);
        }

        var decimalOnly = scaled || power is not null || unit != FollowerUnit.One;
        return DigitGroups.TryRead(body, decimalOnly, MaxDigits, out var mantissa)
            ? Scale(mantissa, exponent.Value + (power ?? 0), text)
            : NotANumber(text);
    }

    /// <summary>Whether a cell, of any column, says that the fact is not known.</summary>
    public static bool IsMissing(ReadOnlySpan<char> cell) => SaysNothing(Unwrap(cell));

    private static bool SaysNothing(ReadOnlySpan<char> text) => MissingLookup.Contains(text) || IsSpreadsheetError(text);

    private static FollowerCount Scale(decimal mantissa, int exponent, ReadOnlySpan<char> text)
    {
        // A mantissa of up to 26 digits times 10^18 would overflow decimal: past these exponents the answer is known.
        if (mantissa == 0 || exponent < -MaxDigits)
        {
            return FollowerCount.Known(0);
        }

        if (exponent > 12 || mantissa > Max * 1_000_000m)
        {
            return TooMany(text);
        }

        for (; exponent > 0 && mantissa <= Max; exponent--)
        {
            mantissa *= 10;
        }

        for (; exponent < 0; exponent++)
        {
            mantissa /= 10;
        }

        var rounded = Math.Round(mantissa, MidpointRounding.AwayFromZero);
        return exponent > 0 || rounded > Max ? TooMany(text) : FollowerCount.Known((ulong)rounded);
    }

    private static ReadOnlySpan<char> Unwrap(ReadOnlySpan<char> cell)
    {
        var text = TrimBlanks(cell);
        if (text is ['=', ..])
        {
            text = TrimBlanks(text[1..]);
        }

        if (text is ['"', .., '"'])
        {
            text = TrimBlanks(text[1..^1]);
        }

        return text is ['\'', _, ..] ? TrimBlanks(text[1..]) : text;
    }

    // Trim() knows the no-break spaces, but not the zero-width space and the byte order mark that pasted text carries.
    private static ReadOnlySpan<char> TrimBlanks(ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty && IsBlank(text[0]))
        {
            text = text[1..];
        }

        while (!text.IsEmpty && IsBlank(text[^1]))
        {
            text = text[..^1];
        }

        return text;
    }

    private static bool IsBlank(char c) => char.IsWhiteSpace(c) || c is '\u200B' or '\u200E' or '\u200F' or '\uFEFF' or '\u2060';

    // #N/A, #VALUE!, #VALOR!, #WERT!, #REF!, #DIV/0!, #NAME? and their like in any language.
    private static bool IsSpreadsheetError(ReadOnlySpan<char> text) =>
        text is ['#', _, .., '!' or '?'] || (text is ['#', ..] && MissingLookup.Contains(text[1..]));

    private static ReadOnlySpan<char> TrimNoun(ReadOnlySpan<char> text)
    {
        foreach (var noun in Nouns)
        {
            if (text.Length > noun.Length && text.EndsWith(noun, StringComparison.OrdinalIgnoreCase))
            {
                return TrimBlanks(text[..^noun.Length]);
            }
        }

        return text;
    }

    private static ReadOnlySpan<char> TrimMultiplier(ReadOnlySpan<char> text, out int? exponent)
    {
        foreach (var (word, power) in Multipliers)
        {
            if (text.EndsWith(word, StringComparison.OrdinalIgnoreCase))
            {
                exponent = power;
                return TrimBlanks(text[..^word.Length]);
            }
        }

        exponent = null;
        return text;
    }

    // "5e5", "1.2E+06": the number before, and the power of ten.
    private static bool TrimScientific(ref ReadOnlySpan<char> text, out int? power)
    {
        power = null;
        var at = text.IndexOfAny('e', 'E');
        if (at < 0)
        {
            return true;
        }

        var digits = text[(at + 1)..];
        if (digits.Length is 0 or > 4 || !int.TryParse(digits, System.Globalization.NumberStyles.AllowLeadingSign, null, out var value))
        {
            return false;
        }

        text = text[..at];
        power = value;
        return true;
    }

    private static FollowerCount NotANumber(ReadOnlySpan<char> text) => FollowerCount.Bad($"'{Shorten(text)}' is not a follower count");

    private static FollowerCount TooMany(ReadOnlySpan<char> text) => FollowerCount.Bad($"'{Shorten(text)}' is above 10 billion followers");

    private static string Shorten(ReadOnlySpan<char> text)
    {
        var line = text.ToString().ReplaceLineEndings(" ");
        return line.Length <= 40 ? line : string.Concat(line.AsSpan(0, 37), "...");
    }
}
