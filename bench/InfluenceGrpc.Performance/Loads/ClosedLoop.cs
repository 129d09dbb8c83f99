using System.Diagnostics;
using Grpc.Core;

namespace InfluenceGrpc.Performance.Loads;

/// <summary>Single calls, as many under way at once as h2load has: the next begins when one is answered.</summary>
/// <param name="kind">What is called.</param>
/// <param name="channel">To the server.</param>
internal sealed class ClosedLoop(SingleKind kind, ChannelBase channel)
{
    private const int AtOnce = 64;

    private readonly CallInvoker invoker = channel.CreateCallInvoker();

    /// <summary>Calls for a while.</summary>
    /// <returns>Calls a second that were answered.</returns>
    public async Task<double> RunAsync(TimeSpan duration)
    {
        var clock = Stopwatch.StartNew();
        var answered = await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => Task.Run(() => CallAsync(clock, duration))));
        return answered.Sum() / clock.Elapsed.TotalSeconds;
    }

    private async Task<int> CallAsync(Stopwatch clock, TimeSpan duration)
    {
        var answered = 0;
        for (; clock.Elapsed < duration; answered++)
        {
            using var call = kind.Call(invoker);
            await call.ResponseAsync.ConfigureAwait(false);
        }

        return answered;
    }
}
