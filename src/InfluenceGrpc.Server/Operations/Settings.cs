namespace InfluenceGrpc.Server.Operations;

/// <summary>
/// Every setting of the server: what reads it, what checks it, and what --help and the documentation say of it.
/// </summary>
internal static class Settings
{
    /// <summary>All settings, in the order in which people are told of them.</summary>
    public static readonly IReadOnlyList<Setting> All =
        [.. ServingSettings.All, .. WebSettings.All, .. SecuritySettings.All, .. ProfileSettings.All, .. LimitSettings.All, .. TelemetrySettings.All];

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

        if (CallerSettings.Read(configuration, options.Limits, found) is { Count: > 0 } callers)
        {
            options = options with { Security = options.Security with { Callers = callers } };
        }

        found.AddRange(LimitSettings.Faults(options));
        found.AddRange(ServingSettings.Faults(options));
        found.AddRange(WebSettings.Faults(options));
        found.AddRange(SecuritySettings.Faults(options));
        found.AddRange(ProfileSettings.Faults(options));
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
            .Where(pair => !IsOfTheFramework(pair.Key))
            .Select(pair => pair.Key);
    }

    // The section is shared: what lies deeper in it, as Logging:LogLevel:Default does, is .NET's own.
    private static bool IsOfTheFramework(string key) =>
        key.StartsWith("Logging:", StringComparison.OrdinalIgnoreCase) && key.IndexOf(':', "Logging:".Length) >= 0;

    // People write passwords into addresses of Redis in many ways, and what is told to them ends up in logs.
    private static string Told(Setting setting, string text) =>
        setting.IsSecret ? "not allowed (not shown)"
        : setting.Key is "Telemetry:OtlpEndpoint" or "Profiles:Store" && text.AsSpan().ContainsAny('@', '?', '/')
            ? "an address that cannot be read (not shown: it may hold a password)"
        : $"\"{text}\"";
}
