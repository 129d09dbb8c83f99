using System.Diagnostics;
using Grpc.Net.Client;
using Influence.V1;

namespace InfluenceGrpc.Functional.Tests.Hostile;

/// <summary>An honest client that goes on asking while others storm. Each of its calls must be answered.</summary>
internal sealed class GoodCaller
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private volatile bool stopped;
    private readonly Task<(int Answers, TimeSpan Slowest)> calling;

    private GoodCaller(Uri address) => calling = Task.Run(() => CallAsync(address));

    public static GoodCaller Start(Uri address) => new(address);

    /// <summary>How many calls were answered, and how long the slowest of them took.</summary>
    public async Task<(int Answers, TimeSpan Slowest)> StopAsync()
    {
        stopped = true;
        var told = await calling.WaitAsync(Patience + Patience);
        Assert.True(told.Answers > 0, "Nobody was served during the storm.");
        return told;
    }

    private async Task<(int Answers, TimeSpan Slowest)> CallAsync(Uri address)
    {
        using var channel = GrpcChannel.ForAddress(address);
        var tiers = new TierService.TierServiceClient(channel);
        var (answers, slowest) = (0, TimeSpan.Zero);
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        do
        {
            var began = Stopwatch.GetTimestamp();
            await tiers.ClassifyTierAsync(new() { FollowerCount = 700 }).ResponseAsync.WaitAsync(Patience);
            answers++;
            slowest = TimeSpan.FromTicks(Math.Max(slowest.Ticks, Stopwatch.GetElapsedTime(began).Ticks));
            await pace.WaitForNextTickAsync();
        }
        while (!stopped);
        return (answers, slowest);
    }
}
