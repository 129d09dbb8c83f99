using InfluenceGrpc.Performance.Asked;
using InfluenceGrpc.Performance.Loads;
using InfluenceGrpc.Performance.Measuring;

namespace InfluenceGrpc.Performance.Sections;

/// <summary>How long single calls take at a fixed rate: alone, and beside streams that take whatever the server gives.</summary>
internal sealed class Latency(PerformanceOptions options, Results results)
{
    /// <summary>Streams beside them.</summary>
    public const int Streams = 4;

    /// <summary>Calls a second.</summary>
    public const double PerSecond = 500;

    /// <summary>What is called, by the name that tables have.</summary>
    public static IReadOnlyList<(string Name, SingleKind Kind)> Calls { get; } =
    [
        (SingleCalls.ClassifyTier, SingleKind.ClassifyTier),
        (SingleCalls.ScoreFitOfProfile, SingleKind.ScoreFitOfProfile),
        (SingleCalls.ScoreFitById, SingleKind.ScoreFitById),
        (SingleCalls.GetProfile, SingleKind.GetProfile),
    ];

    /// <summary>Calls of a name with nothing beside them.</summary>
    public static string Alone(string name) => $"{name}, alone";

    /// <summary>Calls of a name beside streams.</summary>
    public static string Beside(string name) => $"{name}, beside {Streams} streams";

    /// <summary>Measures them.</summary>
    public async Task RunAsync()
    {
        var wanted = Calls.Where(call => options.Wants(Alone(call.Name)) || options.Wants(Beside(call.Name))).ToArray();
        if (wanted.Length == 0)
        {
            return;
        }

        await using var surroundings = new Surroundings(results);
        var redis = await surroundings.RedisAsync();
        var server = await surroundings.HotServerAsync(redis);
        var channel = surroundings.Connect(server.Address);
        await Population.StoreAsync(channel, options.Creators);
        await Population.HeatAsync(channel, options.Creators);
        for (var round = 0; round <= options.Rounds; round++)
        {
            foreach (var (name, kind) in wanted)
            {
                Progress.Tell(round == 0 ? $"latency: warming up {name}" : $"latency: round {round} of {options.Rounds}, {name}");
                var answerBytes = await kind.VerifyAsync(channel);
                var duration = round == 0 ? options.WarmUp : options.Reading;
                var load = new OpenLoop(kind, channel);
                var alone = LatencyReading.Of(PerSecond, await load.RunAsync(PerSecond, duration, answerBytes));
                await using var bulk = await BulkProcess.StartAsync(server.Address, Streams);
                var beside = LatencyReading.Of(PerSecond, await load.RunAsync(PerSecond, duration, answerBytes));
                bulk.AssertRunning();
                if (round > 0)
                {
                    results.Add(Alone(name), alone);
                    results.Add(Beside(name), beside);
                }
            }
        }
    }
}
