using System.Globalization;
using InfluenceGrpc.Testing;

namespace InfluenceGrpc.Performance.Sections;

/// <summary>What a Redis says of itself.</summary>
internal static class RedisFacts
{
    /// <summary>One line of INFO.</summary>
    public static async Task<string> AskAsync(RedisServer redis, string section, string field)
    {
        var line = (await redis.AskTextAsync("INFO", section)).Split('\n').Single(line => line.StartsWith($"{field}:", StringComparison.Ordinal));
        return line[(field.Length + 1)..].Trim();
    }

    /// <summary>Bytes that it uses.</summary>
    public static async Task<double> UsedMemoryAsync(RedisServer redis) =>
        double.Parse(await AskAsync(redis, "memory", "used_memory"), CultureInfo.InvariantCulture);

    /// <summary>Its process.</summary>
    public static async Task<int> ProcessAsync(RedisServer redis) =>
        int.Parse(await AskAsync(redis, "server", "process_id"), CultureInfo.InvariantCulture);
}
