namespace InfluenceGrpc.Fuzzing.Drawing;

/// <summary>Texts that readers stumble over, and some that they do not.</summary>
internal static class OddText
{
    private static readonly string[] Plain =
        ["a", "c-1", "food", "sport/running", "NO", "nb", "pt-BR", "NO-50", "NOK", "Fjell", "instagram", "audience-fit-1", "iab-uk", "2026-01-31"];

    private static readonly string[] Odd =
    [
        "", " ", "\0", "\t", "\r\n", "\u0007", "\u0085", "\u200b", "\u202e", "\ufeff", "\ufffd", "\uffff", "é", "e\u0301", "İ", "ß", "ﬁ", "👩‍👩‍👧", "𝔘",
        "\ud800", "\udc00", "-", "--", "N/A", "null", "NaN", "-NaN", "Infinity", "-Infinity", "∞", "0x10", "1e999", "-1e-999", "1,2,3", "1.2.3",
        "1e5", "-0", "+5", "１２３", "٣", "99999999999999999999999999999", "18446744073709551615", "18446744073709551616", "-9223372036854775808",
        "0.1e-400", ".", "5.", ".5", "%", "50%%", "1k", "1kk", "3.2M", "1,5k", "1 234", "1\u00a0234", "1'234", "%s%n", "{0}", "'", "\"", "\"\"", "\\",
        "/", "//", "a//b", "/a", "a/", "..", "../x", "*", "[", "]", "{}", "<x>", "=1+1", "sep=;", "|", "a:b|c", ":", "a:", ":1", "post:1 NOK", "post:1e9 NOK",
        "post:999999999999999999999999999.9999999999 NOK", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59.9999999Z", "9999-12-31T23:59:59.9999999-14:00",
        "0001-01-01T00:00:00+14:00", "2026-02-30", "2026-01-31T12:30:00.123456789Z", "1.0000000001s", "-1s", "315576000001s", "s", "1e3s", "--1s",
    ];

    // What regular expressions and quadratic searches take long for.
    private static readonly string[] Repeated = ["a", " ", "0", "9", ".", ",", "-", "_", "/", ":", "|", "\"", "\"\"", "1,", "a ", "\u0301", "é", "x:1|", "post:", "[", "{"];

    /// <summary>A text; short mostly.</summary>
    public static string Draw(Random random) => random.Next(20) switch
    {
        < 4 => random.Pick(Plain),
        < 14 => random.Pick(Odd),
        < 16 => random.Pick(Plain) + random.Pick(Odd) + random.Pick(Plain),
        < 18 => Random(random),
        < 19 => Repeat(random.Pick(Repeated), random.Next(1, 300)),
        _ => random.Pick(["", "a", "post:1"]) + Repeat(random.Pick(Repeated), random.Next(12) == 0 ? 100_000 : 5_000) + random.Pick(Odd),
    };

    /// <summary>A text that may be in a message: without half characters, and short.</summary>
    public static string DrawSound(Random random)
    {
        var text = Draw(random);
        return string.Concat((text.Length > 400 ? text[..400] : text).EnumerateRunes().Select(rune => rune.ToString()));
    }

    private static string Repeat(string text, int times) => string.Concat(Enumerable.Repeat(text, times));

    private static string Random(Random random) =>
        new([.. Enumerable.Range(0, random.Next(1, 40)).Select(_ => (char)random.Next(random.Chance(0.5) ? 0x80 : 0x10000))]);
}
