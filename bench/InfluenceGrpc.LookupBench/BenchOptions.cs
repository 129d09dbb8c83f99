using System.Globalization;

namespace InfluenceGrpc.LookupBench;

/// <summary>How long and how often to measure.</summary>
/// <param name="Creators">How many creators are stored.</param>
/// <param name="Seconds">How long each measurement lasts.</param>
/// <param name="Rounds">How often each is taken, in turn with all others; medians are told.</param>
internal sealed record BenchOptions(int Creators, double Seconds, int Rounds)
{
    /// <summary>What --help prints.</summary>
    public const string Help = """
        Keys per second and server CPU per key, from ids to tiers, beside redis-benchmark in the same run.

          dotnet run -c Release --project bench/InfluenceGrpc.LookupBench [-- --creators N] [--seconds S] [--rounds R] [--quick]

          --creators N   creators stored (100000)
          --seconds S    how long each measurement lasts (4)
          --rounds R     how often each is taken, in turn with the others; medians are printed (5)
          --quick        2000 creators, 0.3 s, 1 round: shows that it runs, and nothing else

        Needs redis-server, redis-cli and redis-benchmark on the path. Servers are started on 127.0.0.1 and ended.
        """;

    /// <summary>Reads the command line; null where help is asked for or it makes no sense.</summary>
    public static BenchOptions? Read(string[] args)
    {
        var options = new BenchOptions(Creators: 100_000, Seconds: 4, Rounds: 5);
        for (var i = 0; i < args.Length; i++)
        {
            if (args[i] == "--quick")
            {
                options = new BenchOptions(Creators: 2_000, Seconds: 0.3, Rounds: 1);
                continue;
            }

            if (i + 1 >= args.Length || !double.TryParse(args[i + 1], NumberStyles.Float, CultureInfo.InvariantCulture, out var value) || value <= 0)
            {
                return null;
            }

            options = args[i++] switch
            {
                "--creators" => options with { Creators = (int)value },
                "--seconds" => options with { Seconds = value },
                "--rounds" => options with { Rounds = (int)value },
                _ => options with { Creators = 0 },
            };
        }

        return options.Creators > 0 && options.Rounds > 0 ? options : null;
    }
}
