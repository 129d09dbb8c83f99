using Grpc.Core;
using InfluenceGrpc.Performance.Loads;
using InfluenceGrpc.Performance.Measuring;

namespace InfluenceGrpc.Performance.Sections;

/// <summary>How long single calls take at a fixed rate: alone, and beside streams that take whatever the server gives.</summary>
internal sealed class Latency(PerformanceOptions options, Results results, Surroundings surroundings)
{
    /// <summary>Streams beside them.</summary>
    public const int Streams = 4;

    /// <summary>Creators a second that they get answers for, as a figure.</summary>
    public const string BulkPerSecond = "creators a second in the streams beside calls";

    /// <summary>Calls a second.</summary>
    public const double PerSecond = 500;

    // Than other readings: of 500 calls a second it takes many seconds to know how long one of a thousand takes.
    private const double Longer = 4;

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

        var server = await surroundings.HotServerAsync();
        var channel = surroundings.Connect(server.Address);
        for (var round = options.WarmUp > TimeSpan.Zero ? 0 : 1; round <= options.Rounds; round++)
        {
            await RoundAsync(round, wanted, channel, Alone);
            await using var bulk = await BulkProcess.StartAsync(server.Address, Streams);
            await RoundAsync(round, wanted, channel, Beside);
            var perSecond = await bulk.EndAsync();
            if (round > 0)
            {
                results.Add(BulkPerSecond, perSecond);
            }
        }
    }

    // The one that is numbered 0 does not count.
    private async Task RoundAsync(int round, (string Name, SingleKind Kind)[] calls, ChannelBase channel, Func<string, string> naming)
    {
        foreach (var (name, kind) in calls)
        {
            Progress.Tell(round == 0 ? $"latency: warming up {naming(name)}" : $"latency: round {round} of {options.Rounds}, {naming(name)}");
            var answerBytes = await kind.VerifyAsync(channel);
            var taken = await new OpenLoop(kind, channel).RunAsync(PerSecond, round == 0 ? options.WarmUp : Longer * options.Reading, answerBytes);
            if (round > 0)
            {
                results.Add(naming(name), LatencyReading.Of(PerSecond, taken));
            }
        }
    }
}
