using System.Globalization;

namespace InfluenceGrpc.Server.Operations;

/// <summary>One setting: its key, what it means, and how its text becomes part of the options.</summary>
/// <param name="Key">Configuration key; also the command-line switch and, with INFLUENCE_ before it, the environment variable.</param>
/// <param name="Default">The default, as one would write it.</param>
/// <param name="Range">What is allowed, in words.</param>
/// <param name="Meaning">What it is for, in a sentence.</param>
/// <param name="Apply">Reads the text into the options, or returns null where it is not allowed.</param>
internal sealed record Setting(
    string Key,
    string Default,
    string Range,
    string Meaning,
    Func<ServerOptions, string, ServerOptions?> Apply)
{
    /// <summary>Whether its value is never shown to anybody.</summary>
    public bool IsSecret { get; init; }

    /// <summary>A whole number in [<paramref name="least"/>, <paramref name="most"/>].</summary>
    public static Setting OfCount(
        string key, int standard, int least, int most, string meaning, Func<ServerOptions, int, ServerOptions> set) =>
        OfNumber(key, standard, least, most, meaning, (options, value) => set(options, (int)value));

    /// <summary>As <see cref="OfCount"/>, of any size.</summary>
    public static Setting OfNumber(
        string key, long standard, long least, long most, string meaning, Func<ServerOptions, long, ServerOptions> set) =>
        new(key, Text(standard), $"a whole number in [{Text(least)}, {Text(most)}]", meaning,
            (options, text) =>
                long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most
                    ? set(options, value)
                    : null);

    /// <summary>True or false.</summary>
    public static Setting OfSwitch(string key, bool standard, string meaning, Func<ServerOptions, bool, ServerOptions> set) =>
        new(key, standard ? "true" : "false", "true or false", meaning,
            (options, text) => bool.TryParse(text, out var value) ? set(options, value) : null);

    /// <summary>A time in [<paramref name="least"/>, <paramref name="most"/>].</summary>
    public static Setting OfTime(
        string key, string standard, TimeSpan least, TimeSpan most, string meaning, Func<ServerOptions, TimeSpan, ServerOptions> set) =>
        new(key, standard, $"a time ({(most > TimeSpan.FromDays(1) ? "d.hh:mm:ss" : "hh:mm:ss")}) in [{least:c}, {most:c}]", meaning,
            (options, text) =>
                TimeSpan.TryParseExact(text, ["c", "g"], CultureInfo.InvariantCulture, out var value) && value >= least && value <= most
                    ? set(options, value)
                    : null);

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
