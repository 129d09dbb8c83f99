using System.Globalization;
using InfluenceGrpc.Testing;

namespace InfluenceGrpc.Functional.Tests.Redis;

/// <summary>What Redis itself counts.</summary>
internal static class RedisCounts
{
    /// <summary>How many profiles' reads a server has been asked for, as commands: each reads one or many.</summary>
    public static Task<long> ReadsAsync(RedisServer redis) => CallsAsync(redis, "mget");

    /// <summary>How often a server was asked some commands since it started.</summary>
    public static async Task<long> CallsAsync(RedisServer redis, params string[] commands)
    {
        var stats = await redis.AskTextAsync("INFO", "commandstats");
        var calls = 0L;
        foreach (var line in stats.Split("\r\n"))
        {
            if (commands.Any(command => line.StartsWith($"cmdstat_{command}:", StringComparison.Ordinal)))
            {
                calls += long.Parse(line.Split("calls=")[1].Split(',')[0], CultureInfo.InvariantCulture);
            }
        }

        return calls;
    }
}
