using System.Globalization;
using System.Net;

namespace InfluenceGrpc.Server.Operations;

/// <summary>
/// Every setting of the server: what reads it, what checks it, and what --help and the documentation say of it.
/// </summary>
internal static class Settings
{
    /// <summary>All settings, in the order in which people are told of them.</summary>
    public static readonly IReadOnlyList<Setting> All =
    [
        new("Server:Listen", "127.0.0.1:5090", "a loopback address and a port in [0, 65535]",
            "Where gRPC is served (HTTP/2 without TLS). Port 0 takes any free port.",
            (options, text) => Loopback(text) is { } listen ? options with { Listen = listen } : null),
        new("Tiers:SchemesFolder", "", "a folder",
            "Tier schemes of your own, one JSON file each. A bad one stops the start.",
            (options, text) => options with { TierSchemesFolder = text.Length == 0 ? null : text }),
        new("Tiers:DefaultScheme", "harvard-media", "the id of a scheme",
            "Answers requests that name no scheme.",
            (options, text) => text.Length == 0 ? null : options with { DefaultTierScheme = text }),
        OfLimit("Limits:MaxItems", 10_000, 1, 10_000,
            "Most items in a unary batch and in a chunk of a stream.",
            (limits, value) => limits with { MaxItems = value }),
        OfLimit("Limits:MaxTierSchemes", 16, 1, 16,
            "Most schemes in a request, an inline one included.",
            (limits, value) => limits with { MaxTierSchemes = value }),
        OfLimit("Limits:MaxChunkBytes", 4 * 1024 * 1024, 1024, 64 * 1024 * 1024,
            "Most bytes in a chunk or unary batch; a larger one is refused.",
            (limits, value) => limits with { MaxChunkBytes = value }),
        OfLimit("Limits:MaxMessageBytes", 8 * 1024 * 1024, 2048, 128 * 1024 * 1024,
            "Most bytes in any message, more than Limits:MaxChunkBytes; a larger one ends its call.",
            (limits, value) => limits with { MaxMessageBytes = value }),
        OfLimit("Limits:MaxChunksInFlight", 8, 1, 256,
            "Chunks of a stream taken in before the first of them is answered.",
            (limits, value) => limits with { MaxChunksInFlight = value }),
        OfTime("Limits:StreamInactivity", "00:05:00", TimeSpan.FromMilliseconds(100), TimeSpan.FromDays(1),
            "How long a stream may lie still before it is ended.",
            (limits, value) => limits with { StreamInactivity = value }),
        OfTime("Limits:DrainTimeout", "00:00:20", TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(10),
            "How long calls under way may take to end at shutdown.",
            (limits, value) => limits with { DrainTimeout = value }),
    ];

    /// <summary>Reads all settings; <paramref name="faults"/> tells of every one that is wrong or unknown.</summary>
    public static ServerOptions Read(IConfiguration configuration, out IReadOnlyList<string> faults)
    {
        var found = new List<string>();
        var options = new ServerOptions();
        foreach (var setting in All)
        {
            if (configuration[setting.Key] is not { } text)
            {
                continue;
            }

            if (setting.Apply(options, text.Trim()) is { } applied)
            {
                options = applied;
            }
            else
            {
                found.Add($"{setting.Key} is \"{text}\"; it must be {setting.Range}.");
            }
        }

        if (options.Limits.MaxMessageBytes < options.Limits.MaxChunkBytes + LimitOptions.EnvelopeBytes)
        {
            found.Add(
                $"Limits:MaxMessageBytes is {options.Limits.MaxMessageBytes}; it must exceed Limits:MaxChunkBytes "
                + $"({options.Limits.MaxChunkBytes}) by at least {LimitOptions.EnvelopeBytes}.");
        }

        if (options.TierSchemesFolder is { } folder && !Directory.Exists(folder))
        {
            found.Add($"Tiers:SchemesFolder is \"{folder}\"; there is no such folder.");
        }

        found.AddRange(UnknownKeys(configuration).Select(key => $"{key} is not a setting; --help lists them all."));
        faults = found;
        return options;
    }

    // Only the sections of our own are looked at: the host reads others, and so may whoever deploys us.
    private static IEnumerable<string> UnknownKeys(IConfiguration configuration)
    {
        var known = All.Select(setting => setting.Key).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var sections = known.Select(key => key[..key.IndexOf(':', StringComparison.Ordinal)]).Distinct(StringComparer.OrdinalIgnoreCase);
        return sections
            .SelectMany(section => configuration.GetSection(section).AsEnumerable())
            .Where(pair => pair.Value is not null && pair.Key.Contains(':', StringComparison.Ordinal) && !known.Contains(pair.Key))
            .Select(pair => pair.Key);
    }

    private static IPEndPoint? Loopback(string text) =>
        IPEndPoint.TryParse(text.Replace("localhost:", "127.0.0.1:", StringComparison.OrdinalIgnoreCase), out var listen)
            && IPAddress.IsLoopback(listen.Address)
                ? listen
                : null;

    private static Setting OfLimit(
        string key, int standard, int least, int most, string meaning, Func<LimitOptions, int, LimitOptions> set) =>
        new(key, Text(standard), $"a whole number in [{Text(least)}, {Text(most)}]", meaning,
            (options, text) =>
                int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most
                    ? options with { Limits = set(options.Limits, value) }
                    : null);

    private static Setting OfTime(
        string key, string standard, TimeSpan least, TimeSpan most, string meaning, Func<LimitOptions, TimeSpan, LimitOptions> set) =>
        new(key, standard, $"a time (hh:mm:ss) in [{least:c}, {most:c}]", meaning,
            (options, text) =>
                TimeSpan.TryParseExact(text, ["c", "g"], CultureInfo.InvariantCulture, out var value) && value >= least && value <= most
                    ? options with { Limits = set(options.Limits, value) }
                    : null);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
