using System.Globalization;

namespace InfluenceGrpc.Load;

/// <summary>Every single call of a soak as a line of a file (CSV), to look into, or to judge again.</summary>
internal static class CallFile
{
    private const string Header = "due_s,call,latency_ms,outcome,calm";
    private const string Calm = "calm";
    private const string Touched = "touched";

    /// <summary>Writes it.</summary>
    public static async Task WriteAsync(string path, IEnumerable<PacedCalls> singles, Disturbances disturbances)
    {
        await using var file = File.CreateText(path);
        await file.WriteLineAsync(Header);
        foreach (var single in singles)
        {
            foreach (var call in single.Done)
            {
                var calm = disturbances.IsCalm(call.Due) ? Calm : Touched;
                await file.WriteLineAsync(Text.Of(
                    $"{call.Due.TotalSeconds:0.000},\"{single.Name}\",{call.Latency.TotalMilliseconds:0.000},{call.Outcome},{calm}"));
            }
        }
    }

    /// <summary>Reads the calm calls that were answered, by their name.</summary>
    /// <exception cref="FormatException">A line is none of those that are written.</exception>
    public static async Task<IReadOnlyDictionary<string, List<TimedCall>>> ReadAsync(string path)
    {
        var calls = new SortedDictionary<string, List<TimedCall>>(StringComparer.Ordinal);
        await foreach (var line in File.ReadLinesAsync(path))
        {
            if (line == Header)
            {
                continue;
            }

            var (due, name, latency, isMeant) = Parse(line);
            if (isMeant)
            {
                calls.TryAdd(name, []);
                calls[name].Add(new(due, latency));
            }
        }

        return calls;
    }

    private static (TimeSpan Due, string Name, double Milliseconds, bool IsMeant) Parse(string line)
    {
        // Names hold commas, and no quotes.
        if (line.Split('"') is [var before, var name, var after]
            && before.Split(',') is [var due, ""]
            && after.Split(',') is ["", var latency, var outcome, var calm]
            && double.TryParse(due, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds)
            && double.TryParse(latency, NumberStyles.Float, CultureInfo.InvariantCulture, out var milliseconds))
        {
            return (TimeSpan.FromSeconds(seconds), name, milliseconds, outcome == nameof(SingleOutcome.Ok) && calm == Calm);
        }

        throw new FormatException($"'{line}' is no line of the form {Header}.");
    }
}
