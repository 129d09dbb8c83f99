using System.Diagnostics;
using InfluenceGrpc.Client;
using InfluenceGrpc.Performance.Asked;
using InfluenceGrpc.Performance.Measuring;

namespace InfluenceGrpc.Performance.Loads;

/// <summary>Follower counts through the C# client library, by the quickest way that it has.</summary>
/// <param name="address">The server's.</param>
internal sealed class ClientColumns(Uri address) : IAsyncDisposable
{
    private const int CountsDrawn = 1_000_000;

    private readonly InfluenceClient client = InfluenceClient.Connect(address);
    private readonly ulong[] followers = [.. Questions.Followers(CountsDrawn).Followers];

    /// <summary>Asks for some, and holds the answers against the rules.</summary>
    /// <exception cref="InvalidOperationException">One is wrong.</exception>
    public async Task VerifyAsync()
    {
        var some = followers[..50_000];
        var ordinals = new List<uint>();
        await foreach (var chunk in client.ClassifyAsync(some, count => count))
        {
            ordinals.AddRange(Enumerable.Range(0, chunk.Items.Count).Select(item => (uint)chunk.OrdinalOf(0, item)));
        }

        TierRules.JudgeOrdinals(ordinals, some);
    }

    /// <summary>Asks for a while.</summary>
    public async Task<Counts> RunAsync(TimeSpan duration)
    {
        var clock = Stopwatch.StartNew();
        long answered = 0;
        await foreach (var chunk in client.ClassifyAsync(Endless(clock, duration), count => count))
        {
            answered += chunk.Items.Count;
        }

        return new(answered, clock.Elapsed.TotalSeconds);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        client.Dispose();
        return ValueTask.CompletedTask;
    }

    private IEnumerable<ulong> Endless(Stopwatch clock, TimeSpan duration)
    {
        const int Block = 10_000;
        for (var at = 0; clock.Elapsed < duration; at = (at + Block) % CountsDrawn)
        {
            for (var i = 0; i < Block; i++)
            {
                yield return followers[at + i];
            }
        }
    }
}
