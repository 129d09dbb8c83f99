using System.Globalization;
using InfluenceGrpc.Server.Security;

namespace InfluenceGrpc.Server.Operations;

/// <summary>
/// The section Callers: <c>Callers:NAME:KEY</c>. Its names are the deployment's own, so it is no list of settings like the others.
/// </summary>
internal static class CallerSettings
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Callers";

    /// <summary>What each caller may have: its key, what is allowed, and what it is for.</summary>
    public static readonly IReadOnlyList<(string Key, string Range, string Meaning)> Keys =
    [
        ("Keys", $"hashes, with commas between: {ApiKeyHash.Form}", "The caller's API keys; several while one takes the place of another."),
        ("Certificates", $"names, with commas between: {CertificateName.Form}", "Names in the caller's certificates, which Tls:ClientCaFile vouches for."),
        ("Scopes", $"all, or some of {ScopeNames.All}, with commas between", "What the caller may ask for."),
        ("ItemsPerSecond", "a whole number in [1, 1000000000], or nothing for any number", "How many creators the caller may ask about in a second."),
        ("ItemBurst", "a whole number, at least Limits:MaxItems; nothing means a second's items or Limits:MaxItems, whichever is more", "How many at once, after a rest."),
    ];

    private const int MostCallers = 1_000;
    private const int MaxNameLength = 64;
    private const int MostItems = 1_000_000_000;

    /// <summary>Reads every caller.</summary>
    /// <param name="configuration">The whole configuration.</param>
    /// <param name="limits">Read before.</param>
    /// <param name="faults">Takes everything that is wrong. No key and no hash is told.</param>
    public static IReadOnlyList<CallerOptions> Read(IConfiguration configuration, LimitOptions limits, List<string> faults)
    {
        var callers = new List<CallerOptions>();
        foreach (var section in configuration.GetSection(Section).GetChildren())
        {
            if (!IsName(section.Key))
            {
                faults.Add($"{Section} has a caller whose name is not 1 to {MaxNameLength} of the characters a-z, A-Z, 0-9, ., - and _.");
                continue;
            }

            callers.Add(ReadOne(section, limits, faults));
        }

        if (callers.Count > MostCallers)
        {
            faults.Add($"{Section} names {callers.Count} callers; at most {MostCallers} are allowed.");
        }

        foreach (var shared in callers.SelectMany(caller => caller.Certificates.Distinct()).GroupBy(name => name).Where(group => group.Count() > 1))
        {
            faults.Add($"{Section}: the certificate name {shared.Key.Value} is of several callers; a call is of one.");
        }

        foreach (var shared in callers.SelectMany(caller => caller.Keys.Select(key => (caller.Name, Key: key.ToString())).Distinct())
            .GroupBy(pair => pair.Key).Where(group => group.Count() > 1))
        {
            faults.Add($"{Section}: {string.Join(" and ", shared.Select(pair => pair.Name))} have the same key; a call is of one.");
        }

        return callers;
    }

    /// <summary>Whether a key is one of a caller's: <c>Callers:NAME:KEY</c>.</summary>
    public static bool IsKey(string key) =>
        key.Split(':') is [var section, _, var last]
        && section.Equals(Section, StringComparison.OrdinalIgnoreCase)
        && Keys.Any(known => known.Key.Equals(last, StringComparison.OrdinalIgnoreCase));

    private static CallerOptions ReadOne(IConfigurationSection section, LimitOptions limits, List<string> faults)
    {
        var place = section.Path;
        var unknown = section.GetChildren().Where(child => !Keys.Any(key => key.Key.Equals(child.Key, StringComparison.OrdinalIgnoreCase)));
        faults.AddRange(unknown.Select(child => $"{child.Path} is not a setting; --help lists them all."));

        var keys = ReadList(section, "Keys", ApiKeyHash.Read, faults);
        var certificates = ReadList(section, "Certificates", CertificateName.Read, faults);
        if (section["Keys"] is null && section["Certificates"] is null)
        {
            faults.Add($"{place} has neither Keys nor Certificates: nobody could be this caller.");
        }

        var scopes = ScopeNames.Read(section["Scopes"] ?? "");
        if (scopes is null or Scopes.None)
        {
            // Not told, as keys are not: whoever mixes the two up has put a key here.
            faults.Add($"{place}:Scopes cannot be read (not shown: it may be a secret); it must be {RangeOf("Scopes")}.");
        }

        var rate = ReadNumber(section, "ItemsPerSecond", 1, faults);
        var burst = ReadNumber(section, "ItemBurst", limits.MaxItems, faults);
        if (burst is not null && rate is null)
        {
            faults.Add($"{place}:ItemBurst goes with ItemsPerSecond.");
        }

        return new CallerOptions
        {
            Name = section.Key,
            Keys = keys,
            Certificates = certificates,
            Scopes = scopes ?? Scopes.None,
            ItemsPerSecond = rate,
            ItemBurst = burst ?? Math.Max(rate ?? 0, limits.MaxItems),
        };
    }

    // What is no hash may be a key that somebody put here by mistake, and faults end up in logs: it is not told.
    private static List<T> ReadList<T>(IConfigurationSection section, string key, Func<string, T?> read, List<string> faults)
        where T : class
    {
        var found = new List<T>();
        var place = 0;
        foreach (var text in (section[key] ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            place++;
            if (read(text) is { } value)
            {
                found.Add(value);
            }
            else
            {
                faults.Add($"{section.Path}:{key} has an entry, number {place}, that cannot be read (not shown: it may be a secret); it must be {RangeOf(key)}.");
            }
        }

        if (section[key] is not null && place == 0)
        {
            faults.Add($"{section.Path}:{key} is empty; it must be {RangeOf(key)}.");
        }

        return found;
    }

    private static int? ReadNumber(IConfigurationSection section, string key, int least, List<string> faults)
    {
        if (section[key] is not { Length: > 0 } text)
        {
            return null;
        }

        if (int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= least && value <= MostItems)
        {
            return value;
        }

        faults.Add($"{section.Path}:{key} is \"{text}\"; it must be {RangeOf(key)}.");
        return null;
    }

    private static string RangeOf(string key) => Keys.Single(candidate => candidate.Key == key).Range;

    private static bool IsName(string text) =>
        text.Length is >= 1 and <= MaxNameLength && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');
}
