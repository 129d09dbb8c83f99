using System.Globalization;

namespace InfluenceGrpc.Performance;

/// <summary>How long, how often and how much to measure.</summary>
internal sealed record PerformanceOptions
{
    /// <summary>What --help prints.</summary>
    public const string Help = """
        Measures the server beside what one would write first on other stacks, on this machine and in one run, and judges the goals.

          bash bench/run [--short] [--only TEXT] [--rounds N] [--seconds S] [--out FILE] [--built]

          --short        everything, but tiny: 2,000 creators, one round of 0.15 s. Shows that it runs and that answers are right; its
                         figures mean nothing
          --only TEXT    only what has this in its name, as the tables have it; all else is told as not measured
          --rounds N     how often each reading is taken, in turn with its neighbours; medians are told (5)
          --seconds S    how long a reading lasts (2); CPU is counted in hundredths of a second, so less tells little
          --out FILE     where the report goes. docs/benchmarks.md if not said, and nowhere with --short or --only
          --built        installs and builds nothing: takes what is there
          --help         this

        The report, in Markdown, is printed too; progress goes to standard error. What a run takes: twenty minutes, two cores and
        2 GB of memory. Nothing else should run meanwhile: figures of a busy machine mislead, and the report tells how busy it was.

        What is measured: CPU of the server for each item (from /proc), items a second, and CPU of the load for each item; latency of
        single calls, each from when it was due; memory; time to start. Servers, Redis and peers are started on 127.0.0.1 and ended.
        A peer that is not built is named as missing. Ends with 0; with 1 where an answer was wrong or none came; with 2 where what was typed is.
        """;

    /// <summary>Whether all of it is to be tiny.</summary>
    public bool IsShort { get; private init; }

    /// <summary>Only what has this in its name.</summary>
    public string Only { get; private init; } = "";

    /// <summary>How often each reading is taken, at least 1.</summary>
    public int Rounds { get; private init; } = 5;

    /// <summary>How long a reading lasts.</summary>
    public TimeSpan Reading { get; private init; } = TimeSpan.FromSeconds(2);

    /// <summary>Where the report goes; null for nowhere but standard output.</summary>
    public string? OutFile { get; private init; }

    /// <summary>How long each variant runs before its first reading; not at all where zero.</summary>
    public TimeSpan WarmUp => IsShort ? TimeSpan.Zero : TimeSpan.FromSeconds(6);

    /// <summary>Creators that are stored.</summary>
    public int Creators => IsShort ? 2_000 : 100_000;

    /// <summary>What the long streams have fewer creators by.</summary>
    public int Shrinking => IsShort ? 1_000 : 1;

    /// <summary>How often the server is started to time it.</summary>
    public int Starts => IsShort ? 1 : 11;

    /// <summary>Whether something is to be measured.</summary>
    public bool Wants(string name) => name.Contains(Only, StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads the command line; null, and why, where it makes no sense.</summary>
    public static PerformanceOptions? Read(string[] args, out string fault)
    {
        fault = "";
        var options = args.Contains("--short")
            ? new PerformanceOptions { IsShort = true, Rounds = 1, Reading = TimeSpan.FromSeconds(0.15) }
            : new PerformanceOptions();
        var words = args.Where(word => word != "--short").ToArray();
        for (var i = 0; i < words.Length; i += 2)
        {
            var value = i + 1 < words.Length ? words[i + 1] : null;
            if (value is null || With(options, words[i], value) is not { } next)
            {
                fault = value is null ? $"{words[i]} needs a value, or is no option." : $"{words[i]} {value} makes no sense.";
                return null;
            }

            options = next;
        }

        var isWhole = !options.IsShort && options.Only.Length == 0;
        return isWhole && options.OutFile is null ? options with { OutFile = "docs/benchmarks.md" } : options;
    }

    private static PerformanceOptions? With(PerformanceOptions options, string name, string value) => name switch
    {
        "--only" => options with { Only = value },
        "--out" => options with { OutFile = value },
        "--rounds" when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var rounds) && rounds is >= 1 and <= 1_000 =>
            options with { Rounds = rounds },
        "--seconds" when double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && seconds is > 0 and <= 600 =>
            options with { Reading = TimeSpan.FromSeconds(seconds) },
        _ => null,
    };
}
