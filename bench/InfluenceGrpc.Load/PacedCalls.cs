using System.Collections.Concurrent;
using System.Diagnostics;
using InfluenceGrpc.Client;

namespace InfluenceGrpc.Load;

/// <summary>
/// Single calls at a fixed rate, whether or not those before have been answered, through the client library, which makes those again
/// that found no server.
/// </summary>
/// <param name="name">What people call them.</param>
/// <param name="perSecond">How many.</param>
/// <param name="call">Makes one, by its number; throws where it is answered wrongly.</param>
internal sealed class PacedCalls(string name, double perSecond, Func<InfluenceClient, int, CancellationToken, Task> call)
{
    private const string StoreUnavailable = "PROFILE_STORE_UNAVAILABLE";
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(2);

    private readonly ConcurrentQueue<SingleCall> done = new();
    private readonly ConcurrentDictionary<string, int> wrong = new(StringComparer.Ordinal);

    /// <summary>What people call them.</summary>
    public string Name => name;

    /// <summary>How many were made.</summary>
    public int Made { get; private set; }

    /// <summary>All that have ended.</summary>
    public IReadOnlyCollection<SingleCall> Done => done;

    /// <summary>What was said where something else than a missing store was the matter, and how often.</summary>
    public IReadOnlyDictionary<string, int> Wrong => wrong;

    /// <summary>Calls for a while, and waits until all have ended.</summary>
    public async Task RunAsync(Asker asker, Stopwatch clock, TimeSpan duration, CancellationToken cancellationToken)
    {
        var under = new List<Task>();
        using var ticks = new PeriodicTimer(Tick);
        for (var number = 0; clock.Elapsed < duration && await ticks.WaitForNextTickAsync(cancellationToken);)
        {
            for (; TimeSpan.FromSeconds(number / perSecond) is var due && due <= clock.Elapsed; number++)
            {
                Made++;
                under.Add(OneAsync(asker, number, due, clock, cancellationToken));
            }

            under.RemoveAll(task => task.IsCompletedSuccessfully);
        }

        await Task.WhenAll(under);
    }

    private async Task OneAsync(Asker asker, int number, TimeSpan due, Stopwatch clock, CancellationToken cancellationToken)
    {
        var outcome = SingleOutcome.Ok;
        try
        {
            await asker.UseAsync(client => call(client, number, cancellationToken));
        }
        catch (InfluenceException exception) when (exception.Reason == StoreUnavailable)
        {
            outcome = SingleOutcome.StoreUnavailable;
        }
        catch (Exception exception) when (exception is InfluenceException or InvalidOperationException)
        {
            outcome = SingleOutcome.Wrong;
            wrong.AddOrUpdate(exception.Message, 1, (_, times) => times + 1);
        }

        done.Enqueue(new(due, clock.Elapsed - due, outcome));
    }
}
