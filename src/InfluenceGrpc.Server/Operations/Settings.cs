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
        new("Fit:ModelsFolder", "", "a folder",
            "Fit models of your own, one JSON file each. A bad one stops the start.",
            (options, text) => options with { FitModelsFolder = text.Length == 0 ? null : text }),
        new("Fit:DefaultModel", "audience-fit-1", "the id of a fit model",
            "Answers requests that name no fit model.",
            (options, text) => text.Length == 0 ? null : options with { DefaultFitModel = text }),
        new("Profiles:Store", "sqlite:influence-profiles.db", StoreAddress.Range,
            "Where profiles are kept. A file is made where there is none; a relative one lies in the current folder.",
            (options, text) => StoreAddress.Read(text) is { } store ? WithProfiles(options, profiles => profiles with { Store = store }) : null),
        OfTime("Profiles:MaxAge", "30.00:00:00", TimeSpan.Zero, TimeSpan.FromDays(3650),
            "How long ago a profile may have been observed where the caller does not say.",
            (options, value) => WithProfiles(options, profiles => profiles with { MaxAge = value })),
        OfTime("Profiles:EvictAfter", "180.00:00:00", TimeSpan.FromSeconds(1), TimeSpan.FromDays(3650),
            "How long a profile is kept after it was written; up to a tenth more, so that not all go at once. At least Profiles:MaxAge.",
            (options, value) => WithProfiles(options, profiles => profiles with { EvictAfter = value })),
        OfTime("Profiles:RememberDeletions", "30.00:00:00", TimeSpan.FromSeconds(1), TimeSpan.FromDays(3650),
            "How long a deletion keeps older writes from bringing a profile back.",
            (options, value) => WithProfiles(options, profiles => profiles with { RememberDeletions = value })),
        OfBytes("Profiles:NearCacheBytes", 256L * 1024 * 1024, 0, 64L * 1024 * 1024 * 1024,
            "Most bytes of profiles kept in the server's memory; 0 for none.",
            (options, value) => WithProfiles(options, profiles => profiles with { NearCacheBytes = value })),
        OfTime("Profiles:NearCacheLifetime", "00:01:00", TimeSpan.FromMilliseconds(100), TimeSpan.FromDays(1),
            "How long memory answers for a profile before the store is asked again.",
            (options, value) => WithProfiles(options, profiles => profiles with { NearCacheLifetime = value })),
        new("Redis:Password", "", "any text",
            "The password of Redis. Better in the environment or a file than on the command line, where others see it.",
            (options, text) => WithRedis(options, redis => redis with { Password = text.Length == 0 ? null : text })),
        new("Redis:CaFile", "", "a file",
            "Certificates (PEM) of the authorities that vouch for Redis with rediss://; without it, the machine's own.",
            (options, text) => WithRedis(options, redis => redis with { CaFile = text.Length == 0 ? null : text })),
        new("Redis:KeyPrefix", "inf", "1 to 32 of the characters a-z, A-Z, 0-9, - and _",
            "First part of every key and channel: one Redis can serve several deployments.",
            (options, text) => IsKeyPrefix(text) ? WithRedis(options, redis => redis with { KeyPrefix = text }) : null),
        OfLimit("Redis:Buckets", 256, 0, 16_384,
            "Groups of creators that share a slot of a cluster, so that one command reads many; 0 for none. Changing it loses sight of what is stored.",
            (options, value) => WithRedis(options, redis => redis with { Buckets = value })),
        OfLimit("Redis:KeysPerCommand", 250, 1, 1_000,
            "Most keys that one command reads; 1 reads each key with a command of its own.",
            (options, value) => WithRedis(options, redis => redis with { KeysPerCommand = value })),
        OfTime("Redis:MaxStaleness", "00:00:01", TimeSpan.FromMilliseconds(300), TimeSpan.FromMinutes(1),
            "How long after a write through another server memory may answer with what was before.",
            (options, value) => WithRedis(options, redis => redis with { MaxStaleness = value })),
        OfTime("Redis:Timeout", "00:00:01", TimeSpan.FromMilliseconds(10), TimeSpan.FromMinutes(1),
            "How long Redis may take for a single question or batch.",
            (options, value) => WithRedis(options, redis => redis with { Timeout = value })),
        OfTime("Redis:BulkTimeout", "00:00:05", TimeSpan.FromMilliseconds(10), TimeSpan.FromMinutes(5),
            "How long Redis may take for a chunk of a stream.",
            (options, value) => WithRedis(options, redis => redis with { BulkTimeout = value })),
        OfLimit("Limits:MaxItems", 10_000, 1, 10_000,
            $"Most items in a unary batch and in a chunk of a stream; of fit scores with components no more than {LimitOptions.MostItemsWithComponents}.",
            (options, value) => WithLimits(options, limits => limits with { MaxItems = value })),
        OfLimit("Limits:MaxTierSchemes", 16, 1, 16,
            "Most schemes in a request, an inline one included.",
            (options, value) => WithLimits(options, limits => limits with { MaxTierSchemes = value })),
        OfLimit("Limits:MaxChunkBytes", 4 * 1024 * 1024, 1024, 64 * 1024 * 1024,
            "Most bytes in a chunk or unary batch; a larger one is refused.",
            (options, value) => WithLimits(options, limits => limits with { MaxChunkBytes = value })),
        OfLimit("Limits:MaxMessageBytes", 8 * 1024 * 1024, 2048, 128 * 1024 * 1024,
            "Most bytes in any message, more than Limits:MaxChunkBytes; a larger one ends its call.",
            (options, value) => WithLimits(options, limits => limits with { MaxMessageBytes = value })),
        OfLimit("Limits:MaxChunksInFlight", 8, 1, 256,
            "Chunks of a stream taken in before the first of them is answered.",
            (options, value) => WithLimits(options, limits => limits with { MaxChunksInFlight = value })),
        OfLimit("Limits:MaxLookupItems", 1_000, 1, 10_000,
            "Most ids in a look-up of profiles and in a chunk of such a stream.",
            (options, value) => WithLimits(options, limits => limits with { MaxLookupItems = value })),
        OfLimit("Limits:MaxProfileBytes", 64 * 1024, 1024, 512 * 1024,
            "Most bytes kept of one creator; a larger profile is refused.",
            (options, value) => WithLimits(options, limits => limits with { MaxProfileBytes = value })),
        OfLimit("Limits:MaxRanked", 10_000, 1, 10_000,
            "Most creators that a ranking keeps.",
            (options, value) => WithLimits(options, limits => limits with { MaxRanked = value })),
        OfLimit("Limits:MaxPlanCandidates", 100_000, 1_000, 10_000_000,
            "Most candidates of a planning that are all kept until its stream ends; of more, those that look best.",
            (options, value) => WithLimits(options, limits => limits with { MaxPlanCandidates = value })),
        OfTime("Limits:StreamInactivity", "00:05:00", TimeSpan.FromMilliseconds(100), TimeSpan.FromDays(1),
            "How long a stream may lie still before it is ended.",
            (options, value) => WithLimits(options, limits => limits with { StreamInactivity = value })),
        OfTime("Limits:DrainTimeout", "00:00:20", TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(10),
            "How long calls under way may take to end at shutdown.",
            (options, value) => WithLimits(options, limits => limits with { DrainTimeout = value })),
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
                found.Add($"{setting.Key} is {Told(setting, text)}; it must be {setting.Range}.");
            }
        }

        if (options.Limits.MaxMessageBytes < options.Limits.MaxChunkBytes + LimitOptions.EnvelopeBytes)
        {
            found.Add(
                $"Limits:MaxMessageBytes is {options.Limits.MaxMessageBytes}; it must exceed Limits:MaxChunkBytes "
                + $"({options.Limits.MaxChunkBytes}) by at least {LimitOptions.EnvelopeBytes}.");
        }

        if (options.TierSchemesFolder is { } schemesFolder && !Directory.Exists(schemesFolder))
        {
            found.Add($"Tiers:SchemesFolder is \"{schemesFolder}\"; there is no such folder.");
        }

        if (options.FitModelsFolder is { } modelsFolder && !Directory.Exists(modelsFolder))
        {
            found.Add($"Fit:ModelsFolder is \"{modelsFolder}\"; there is no such folder.");
        }

        if (options.Profiles.EvictAfter < options.Profiles.MaxAge)
        {
            found.Add($"Profiles:EvictAfter is {options.Profiles.EvictAfter:c}; it must be at least Profiles:MaxAge ({options.Profiles.MaxAge:c}).");
        }

        if (options.Profiles.Redis.CaFile is { } caFile && !File.Exists(caFile))
        {
            found.Add($"Redis:CaFile is \"{caFile}\"; there is no such file.");
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

    // People write passwords into addresses of Redis in many ways, and what is told to them ends up in logs.
    private static string Told(Setting setting, string text) =>
        setting.Key == "Profiles:Store" && text.Contains("redis", StringComparison.OrdinalIgnoreCase)
            ? "an address of Redis that cannot be read (not shown: it may hold a password)"
            : $"\"{text}\"";

    private static IPEndPoint? Loopback(string text) =>
        IPEndPoint.TryParse(text.Replace("localhost:", "127.0.0.1:", StringComparison.OrdinalIgnoreCase), out var listen)
            && IPAddress.IsLoopback(listen.Address)
                ? listen
                : null;

    private static Setting OfLimit(
        string key, int standard, int least, int most, string meaning, Func<ServerOptions, int, ServerOptions> set) =>
        OfBytes(key, standard, least, most, meaning, (options, value) => set(options, (int)value));

    private static Setting OfBytes(
        string key, long standard, long least, long most, string meaning, Func<ServerOptions, long, ServerOptions> set) =>
        new(key, Text(standard), $"a whole number in [{Text(least)}, {Text(most)}]", meaning,
            (options, text) =>
                long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most
                    ? set(options, value)
                    : null);

    private static Setting OfTime(
        string key, string standard, TimeSpan least, TimeSpan most, string meaning, Func<ServerOptions, TimeSpan, ServerOptions> set) =>
        new(key, standard, $"a time ({(most > TimeSpan.FromDays(1) ? "d.hh:mm:ss" : "hh:mm:ss")}) in [{least:c}, {most:c}]", meaning,
            (options, text) =>
                TimeSpan.TryParseExact(text, ["c", "g"], CultureInfo.InvariantCulture, out var value) && value >= least && value <= most
                    ? set(options, value)
                    : null);

    private static ServerOptions WithLimits(ServerOptions options, Func<LimitOptions, LimitOptions> change) =>
        options with { Limits = change(options.Limits) };

    private static ServerOptions WithProfiles(ServerOptions options, Func<ProfileOptions, ProfileOptions> change) =>
        options with { Profiles = change(options.Profiles) };

    private static ServerOptions WithRedis(ServerOptions options, Func<RedisOptions, RedisOptions> change) =>
        WithProfiles(options, profiles => profiles with { Redis = change(profiles.Redis) });

    private static bool IsKeyPrefix(string text) =>
        text.Length is >= 1 and <= 32 && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
