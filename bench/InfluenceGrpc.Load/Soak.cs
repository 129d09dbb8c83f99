using System.Diagnostics;
using Grpc.Net.Client;
using Influence.V1;
using InfluenceGrpc.Client;
using InfluenceGrpc.LookupBench;
using InfluenceGrpc.Testing;

namespace InfluenceGrpc.Load;

/// <summary>Everything at once, for long, over a Redis that fails now and then.</summary>
internal sealed class Soak(LoadOptions options)
{
    // Together about a third of two cores, the load's own work included: what is looked for is what grows, not what is full.
    private const double SinglesPerSecond = 100;

    /// <summary>Runs it.</summary>
    public async Task<SoakReport> RunAsync()
    {
        await using var redis = await RedisServer.StartAsync(new() { IsPersistent = true });
        await using var server = await ServerProcess.StartAsync("--store", redis.Address, "--Redis:MaxStaleness", "00:00:01");
        using var channel = GrpcChannel.ForAddress(server.Address);
        using var client = InfluenceClient.Connect(server.Address);
        await Population.StoreAsync(channel, options.Creators);

        var singles = Singles(channel).ToArray();
        PacedBulk[] bulks =
        [
            new(Bulks.Tiers, 40), new(Bulks.TiersById(options.Creators), 1), new(Bulks.FitsById(options.Creators), 4),
            new(Bulks.FitsOfProfiles, 2), new(Bulks.LookUps(options.Creators), 2),
        ];
        var ledger = new Ledger(options.Creators, 2_000);
        var outages = new Outages(redis, options.Restarts);
        var samples = new List<ServerSample>();
        var clock = Stopwatch.StartNew();
        using var end = new CancellationTokenSource();
        var watching = WatchAsync(server, samples, clock, end.Token);
        await Task.WhenAll(
        [
            outages.RunAsync(clock, options.Duration, end.Token),
            ledger.RunAsync(client, clock, options.Duration, end.Token),
            .. singles.Select(single => single.RunAsync(clock, options.Duration, end.Token)),
            .. bulks.Select(bulk => bulk.RunAsync(channel, clock, options.Duration, end.Token)),
        ]);
        await end.CancelAsync();
        await watching;

        // By another server, which has nothing in memory, after Redis lost all that was not on the disk.
        await redis.RestartAsync();
        await using var other = await ServerProcess.StartAsync("--store", redis.Address);
        using var otherClient = InfluenceClient.Connect(other.Address);
        var lost = await ledger.LostAsync(otherClient, CancellationToken.None);
        return SoakReport.Of(options, singles, bulks, ledger, outages, samples, lost, await server.TerminateAsync(), server.Output);
    }

    private IEnumerable<PacedCalls> Singles(GrpcChannel channel)
    {
        var (tiers, fits, profiles) =
            (new TierService.TierServiceClient(channel), new FitService.FitServiceClient(channel), new ProfileService.ProfileServiceClient(channel));
        var brief = Questions.Brief;
        yield return new("ClassifyTier", SinglesPerSecond, (number, token) =>
            tiers.ClassifyTierAsync(new() { FollowerCount = (ulong)number + 1 }, deadline: Deadline(), cancellationToken: token).ResponseAsync);
        yield return new("ScoreFit, id", SinglesPerSecond, (number, token) =>
            fits.ScoreFitAsync(new() { CreatorId = IdOf(number), Brief = brief }, deadline: Deadline(), cancellationToken: token).ResponseAsync);
        yield return new("GetProfile", SinglesPerSecond, (number, token) =>
            profiles.GetProfileAsync(new() { CreatorId = IdOf(number) }, deadline: Deadline(), cancellationToken: token).ResponseAsync);
    }

    private static DateTime Deadline() => DateTime.UtcNow.AddSeconds(30);

    private string IdOf(int number) => Population.Id((int)(number * 7_919L % options.Creators));

    private async Task WatchAsync(ServerProcess server, List<ServerSample> samples, Stopwatch clock, CancellationToken cancellationToken)
    {
        using var seconds = new PeriodicTimer(TimeSpan.FromSeconds(1));
        try
        {
            while (await seconds.WaitForNextTickAsync(cancellationToken))
            {
                samples.Add(ServerSample.Take(clock.Elapsed, server));
                if (!Console.IsErrorRedirected)
                {
                    Console.Error.Write($"\r{clock.Elapsed:mm\\:ss} of {options.Duration:mm\\:ss}  {samples[^1].ResidentBytes >> 20} MB  ");
                }
            }
        }
        catch (OperationCanceledException)
        {
            // It is over.
        }

        if (!Console.IsErrorRedirected)
        {
            Console.Error.WriteLine();
        }
    }
}
