using System.Collections.Concurrent;
using System.Diagnostics;
using Grpc.Core;

namespace InfluenceGrpc.Load;

/// <summary>Single calls at a fixed rate, whether or not those before have been answered.</summary>
/// <param name="name">What people call them.</param>
/// <param name="perSecond">How many.</param>
/// <param name="call">Makes one, by its number.</param>
internal sealed class PacedCalls(string name, double perSecond, Func<int, CancellationToken, Task> call)
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(2);

    private readonly ConcurrentQueue<SingleCall> done = new();
    private readonly ConcurrentDictionary<string, int> wrong = new(StringComparer.Ordinal);

    /// <summary>What people call them.</summary>
    public string Name => name;

    /// <summary>All that have ended.</summary>
    public IReadOnlyCollection<SingleCall> Done => done;

    /// <summary>What was said where something else than a missing store was the matter, and how often.</summary>
    public IReadOnlyDictionary<string, int> Wrong => wrong;

    /// <summary>Calls for a while, and waits until all have ended.</summary>
    public async Task RunAsync(Stopwatch clock, TimeSpan duration, CancellationToken cancellationToken)
    {
        var under = new List<Task>();
        using var ticks = new PeriodicTimer(Tick);
        for (var number = 0; clock.Elapsed < duration && await ticks.WaitForNextTickAsync(cancellationToken);)
        {
            for (; TimeSpan.FromSeconds(number / perSecond) is var due && due <= clock.Elapsed; number++)
            {
                under.Add(OneAsync(number, due, clock, cancellationToken));
            }

            under.RemoveAll(task => task.IsCompletedSuccessfully);
        }

        await Task.WhenAll(under);
    }

    private async Task OneAsync(int number, TimeSpan due, Stopwatch clock, CancellationToken cancellationToken)
    {
        var outcome = SingleOutcome.Ok;
        try
        {
            await call(number, cancellationToken);
        }
        catch (RpcException exception)
        {
            var isStore = exception.StatusCode == StatusCode.Unavailable && exception.Status.Detail.Contains("profile store", StringComparison.OrdinalIgnoreCase);
            outcome = isStore ? SingleOutcome.StoreUnavailable : SingleOutcome.Wrong;
            if (!isStore)
            {
                wrong.AddOrUpdate($"{exception.StatusCode}: {exception.Status.Detail}", 1, (_, times) => times + 1);
            }
        }

        done.Enqueue(new(due, clock.Elapsed - due, outcome));
    }
}
