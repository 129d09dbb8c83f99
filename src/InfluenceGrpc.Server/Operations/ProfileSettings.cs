namespace InfluenceGrpc.Server.Operations;

/// <summary>How profiles are kept.</summary>
internal static class ProfileSettings
{
    /// <summary>In the order in which people are told of them.</summary>
    public static readonly IReadOnlyList<Setting> All =
    [
        new("Profiles:Store", "sqlite:influence-profiles.db", StoreAddress.Range,
            "Where profiles are kept. A file is made where there is none; a relative one lies in the current folder.",
            (options, text) => StoreAddress.Read(text) is { } store ? WithProfiles(options, profiles => profiles with { Store = store }) : null),
        Setting.OfTime("Profiles:MaxAge", "30.00:00:00", TimeSpan.Zero, TimeSpan.FromDays(3650),
            "How long ago a profile may have been observed where the caller does not say.",
            (options, value) => WithProfiles(options, profiles => profiles with { MaxAge = value })),
        Setting.OfTime("Profiles:EvictAfter", "180.00:00:00", TimeSpan.FromSeconds(1), TimeSpan.FromDays(3650),
            "How long a profile is kept after it was written; up to a tenth more, so that not all go at once. At least Profiles:MaxAge.",
            (options, value) => WithProfiles(options, profiles => profiles with { EvictAfter = value })),
        Setting.OfTime("Profiles:RememberDeletions", "30.00:00:00", TimeSpan.FromSeconds(1), TimeSpan.FromDays(3650),
            "How long a deletion keeps older writes from bringing a profile back.",
            (options, value) => WithProfiles(options, profiles => profiles with { RememberDeletions = value })),
        Setting.OfNumber("Profiles:NearCacheBytes", ProfileOptions.UsualNearCacheBytes, 0, 64L * 1024 * 1024 * 1024,
            "Most bytes of profiles kept in the server's memory; 0 for none. Unless set, no more than a third of what .NET may use.",
            (options, value) => WithProfiles(options, profiles => profiles with { NearCacheBytes = value })),
        Setting.OfTime("Profiles:NearCacheLifetime", "00:01:00", TimeSpan.FromMilliseconds(100), TimeSpan.FromDays(1),
            "How long memory answers for a profile before the store is asked again.",
            (options, value) => WithProfiles(options, profiles => profiles with { NearCacheLifetime = value })),
        new("Redis:Password", "", "any text",
            "The password of Redis. Better in the environment or a file than on the command line, where others see it.",
            (options, text) => WithRedis(options, redis => redis with { Password = text.Length == 0 ? null : text }))
        {
            IsSecret = true,
        },
        new("Redis:CaFile", "", "a file",
            "Certificates (PEM) of the authorities that vouch for Redis with rediss://; without it, the machine's own.",
            (options, text) => WithRedis(options, redis => redis with { CaFile = text.Length == 0 ? null : text })),
        new("Redis:KeyPrefix", "inf", "1 to 32 of the characters a-z, A-Z, 0-9, - and _",
            "First part of every key and channel: one Redis can serve several deployments.",
            (options, text) => IsKeyPrefix(text) ? WithRedis(options, redis => redis with { KeyPrefix = text }) : null),
        Setting.OfCount("Redis:Buckets", 256, 0, 16_384,
            "Groups of creators that share a slot of a cluster, so that one command reads many; 0 for none. Changing it loses sight of what is stored.",
            (options, value) => WithRedis(options, redis => redis with { Buckets = value })),
        Setting.OfCount("Redis:KeysPerCommand", 250, 1, 1_000,
            "Most keys that one command reads; 1 reads each key with a command of its own.",
            (options, value) => WithRedis(options, redis => redis with { KeysPerCommand = value })),
        Setting.OfTime("Redis:MaxStaleness", "00:00:01", TimeSpan.FromMilliseconds(300), TimeSpan.FromMinutes(1),
            "How long after a write through another server memory may answer with what was before.",
            (options, value) => WithRedis(options, redis => redis with { MaxStaleness = value })),
        Setting.OfTime("Redis:Timeout", "00:00:01", TimeSpan.FromMilliseconds(10), TimeSpan.FromMinutes(1),
            "How long Redis may take for a single question or batch.",
            (options, value) => WithRedis(options, redis => redis with { Timeout = value })),
        Setting.OfTime("Redis:BulkTimeout", "00:00:05", TimeSpan.FromMilliseconds(10), TimeSpan.FromMinutes(5),
            "How long Redis may take for a chunk of a stream.",
            (options, value) => WithRedis(options, redis => redis with { BulkTimeout = value })),
    ];

    /// <summary>What is wrong with settings that are right one by one.</summary>
    public static IEnumerable<string> Faults(ServerOptions options)
    {
        if (options.Profiles.EvictAfter < options.Profiles.MaxAge)
        {
            yield return $"Profiles:EvictAfter is {options.Profiles.EvictAfter:c}; it must be at least Profiles:MaxAge ({options.Profiles.MaxAge:c}).";
        }

        if (options.Profiles.Redis.CaFile is { } caFile && !File.Exists(caFile))
        {
            yield return $"Redis:CaFile is \"{caFile}\"; there is no such file.";
        }
    }

    private static ServerOptions WithProfiles(ServerOptions options, Func<ProfileOptions, ProfileOptions> change) =>
        options with { Profiles = change(options.Profiles) };

    private static ServerOptions WithRedis(ServerOptions options, Func<RedisOptions, RedisOptions> change) =>
        WithProfiles(options, profiles => profiles with { Redis = change(profiles.Redis) });

    private static bool IsKeyPrefix(string text) =>
        text.Length is >= 1 and <= 32 && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');
}
