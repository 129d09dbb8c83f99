using System.Globalization;

namespace InfluenceGrpc.Load;

/// <summary>How long and how much.</summary>
internal sealed record LoadOptions
{
    /// <summary>What --help prints.</summary>
    public const string Help = """
        What the server takes: starts a Redis and the server on 127.0.0.1, and ends them.

          dotnet run -c Release --project bench/InfluenceGrpc.Load -- soak [--minutes M] [--restarts R] [--creators N] [--chart FILE] [--calls FILE]
              Everything at once for M minutes (10), on two replicas with TLS and callers with keys: single calls at a fixed
              rate, streams of each kind, a writer that notes what was acknowledged. R times (7) Redis is killed, or stopped
              and let go on; once certificate and key are renewed, and a replica is terminated and started again. Then looks
              every profile up through another server. Prints a report in Markdown; exit code 1 where anything was lost,
              answered twice, failed without a reason, or grew. Memory and latency are judged from three minutes on.
              --chart FILE   an SVG of memory and latency over time
              --calls FILE   every single call, as CSV
              --creators N   creators stored (20000)

          dotnet run -c Release --project bench/InfluenceGrpc.Load -- judge FILE
              Judges the latency of such calls again; exit code 1 where it is not flat.
        """;

    /// <summary>What to do.</summary>
    public LoadCommand Command { get; private init; }

    /// <summary>How many creators are stored.</summary>
    public int Creators { get; private init; } = 20_000;

    /// <summary>How long a soak lasts.</summary>
    public TimeSpan Duration { get; private init; } = TimeSpan.FromMinutes(10);

    /// <summary>How often Redis fails in it; a replica is restarted once besides.</summary>
    public int Restarts { get; private init; } = 7;

    /// <summary>Where a chart is written; null for nowhere.</summary>
    public string? ChartFile { get; private init; }

    /// <summary>Where every single call is written, or read from; null for nowhere.</summary>
    public string? CallsFile { get; private init; }

    /// <summary>Reads the command line; null, and why, where it makes no sense.</summary>
    public static LoadOptions? Read(string[] args, out string fault)
    {
        fault = "";
        if (args.Length == 0 || args.Contains("--help"))
        {
            return new();
        }

        if (args is ["judge", var file])
        {
            return new() { Command = LoadCommand.Judge, CallsFile = file };
        }

        LoadOptions? options = args[0] switch
        {
            "soak" => new() { Command = LoadCommand.Soak },
            _ => null,
        };
        fault = args[0] == "judge" ? "judge needs a file, and nothing else." : $"{args[0]} is no command; there are soak and judge.";
        for (var i = 1; options is not null && i < args.Length; i += 2)
        {
            fault = i + 1 < args.Length ? $"{args[i]} {args[i + 1]} makes no sense." : $"{args[i]} needs a value.";
            options = i + 1 < args.Length ? With(options, args[i], args[i + 1]) : null;
        }

        return options;
    }

    private static LoadOptions? With(LoadOptions options, string name, string text)
    {
        if (name == "--chart")
        {
            return options with { ChartFile = text };
        }

        if (name == "--calls")
        {
            return options with { CallsFile = text };
        }

        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) || value is not (> 0 and < 1e9))
        {
            return null;
        }

        return name switch
        {
            "--creators" when value >= 1_000 => options with { Creators = (int)value },
            "--minutes" => options with { Duration = TimeSpan.FromMinutes(value) },
            "--restarts" => options with { Restarts = (int)Math.Ceiling(value) },
            _ => null,
        };
    }
}
