using System.Globalization;

namespace InfluenceGrpc.Performance.Peers;

/// <summary>redis-benchmark: the most that a Redis gives to whoever asks.</summary>
internal static class RedisBenchmark
{
    private const string KeyPrefix = "peer:";
    private const int Connections = 8;
    private const int Threads = 1;

    /// <summary>Writes values as large as profiles, under keys that redis-benchmark can draw at random.</summary>
    public static Task StoreAsync(int port, int values, int valueBytes) => Tool.RunAsync(
        "redis-cli", ["-p", Text(port), "EVAL",
            $"for i = 0, {Text(values - 1)} do redis.call('SET', string.format('{KeyPrefix}%012d', i), string.rep('x', {Text(valueBytes)})) end", "0"]);

    /// <summary>Keys per second that redis-benchmark reads from one server with one MGET (or GET) after the other on each connection.</summary>
    public static async Task<double> KeysPerSecondAsync(int port, int values, int keysPerCommand, double seconds, double expected)
    {
        var commands = Math.Max(200, (long)(expected * seconds / keysPerCommand));
        var key = $"{KeyPrefix}__rand_int__";
        string[] command = keysPerCommand == 1 ? ["GET", key] : ["MGET", .. Enumerable.Repeat(key, keysPerCommand)];
        var output = await Tool.RunAsync(
            "redis-benchmark",
            [
                "-p", Text(port), "-c", Text(Connections), "--threads", Text(Threads), "-n", commands.ToString(CultureInfo.InvariantCulture),
                "-r", Text(values), "-P", keysPerCommand == 1 ? "100" : "1", "--csv", .. command,
            ]);

        // The last line: "MGET ...","requests per second","...".
        var fields = output.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1].Split("\",\"");
        return double.Parse(fields[1].Trim('"'), CultureInfo.InvariantCulture) * keysPerCommand;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
