using System.Diagnostics;
using InfluenceGrpc.Client;
using InfluenceGrpc.Testing;

namespace InfluenceGrpc.Load;

/// <summary>Everything at once, for long, on two replicas over a Redis: Redis fails now and then, and a replica is restarted.</summary>
internal sealed class Soak(LoadOptions options)
{
    private const double WritesPerSecond = 2_000;

    /// <summary>Runs it.</summary>
    public async Task<SoakReport> RunAsync()
    {
        await using var deployment = await Deployment.StartAsync();
        using var asker = new Asker(deployment.Connect(deployment.OldAsker));
        using var writer = deployment.Connect(deployment.Writer);
        var (singles, streams) = (SoakCalls.Of(options.Creators), SoakStreams.Of(options.Creators));
        var ledger = new Ledger(options.Creators, WritesPerSecond);
        var disturbances = new Disturbances(deployment, asker, options.Restarts, options.Duration);
        await ledger.FillAsync(writer, CancellationToken.None);

        var clock = Stopwatch.StartNew();
        using var end = new CancellationTokenSource();
        var watching = WatchAsync(deployment, clock, end.Token);
        await AllAsync(
            end,
            [
                disturbances.RunAsync(clock, end.Token),
                ledger.RunAsync(writer, clock, options.Duration, end.Token),
                .. singles.Select(single => single.RunAsync(asker, clock, options.Duration, end.Token)),
                .. streams.Select(stream => stream.RunAsync(asker, clock, options.Duration, disturbances.LongestStream, end.Token)),
            ]);
        await end.CancelAsync();
        await watching;

        var access = await AccessCheck.FaultsAsync(deployment);
        await Task.WhenAll(deployment.Replicas.Select(replica => replica.TerminateAsync()));
        var lost = await LostAsync(deployment, ledger);
        if (options.CallsFile is { } calls)
        {
            await CallFile.WriteAsync(calls, singles, disturbances);
        }

        return SoakReport.Of(new(options, singles, streams, ledger, disturbances, deployment.Replicas, lost, access));
    }

    // What one of them cannot go on with, the others need not wait ten minutes for.
    private static async Task AllAsync(CancellationTokenSource end, IEnumerable<Task> tasks)
    {
        List<Task> left = [.. tasks];
        while (left.Count > 0)
        {
            var done = await Task.WhenAny(left);
            left.Remove(done);
            if (!done.IsCompletedSuccessfully)
            {
                await end.CancelAsync();
                await done;
            }
        }
    }

    // By another server, which has nothing in memory, after Redis lost all that was not on the disk.
    private static async Task<IReadOnlyList<string>> LostAsync(Deployment deployment, Ledger ledger)
    {
        await deployment.Redis.RestartAsync();
        await using var other = await ServerProcess.StartAsync("--store", deployment.Redis.Address);
        using var client = InfluenceClient.Connect(other.Address);
        return await ledger.LostAsync(client, CancellationToken.None);
    }

    private async Task WatchAsync(Deployment deployment, Stopwatch clock, CancellationToken cancellationToken)
    {
        using var seconds = new PeriodicTimer(TimeSpan.FromSeconds(1));
        try
        {
            while (await seconds.WaitForNextTickAsync(cancellationToken))
            {
                foreach (var replica in deployment.Replicas)
                {
                    replica.Watch(clock.Elapsed);
                }

                if (!Console.IsErrorRedirected)
                {
                    Console.Error.Write($"\r{clock.Elapsed:mm\\:ss} of {options.Duration:mm\\:ss}  ");
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
