using System.Diagnostics;
using InfluenceGrpc.Client;
using InfluenceGrpc.Performance.Asked;
using InfluenceGrpc.Performance.Measuring;

namespace InfluenceGrpc.Performance.Loads;

/// <summary>Follower counts through the C# client library, by the quickest way that it has.</summary>
/// <param name="address">The server's.</param>
internal sealed class ClientColumns(Uri address) : IDisposable
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
        await foreach (var chunk in client.ClassifyFollowersAsync(some))
        {
            foreach (var ordinal in chunk.OrdinalsOf())
            {
                ordinals.Add(ordinal);
            }
        }

        TierRules.JudgeOrdinals(ordinals, some);
    }

    /// <summary>Asks for a while.</summary>
    public async Task<Counts> RunAsync(TimeSpan duration)
    {
        var clock = Stopwatch.StartNew();
        long answered = 0;
        await foreach (var chunk in client.ClassifyFollowersAsync(Endless(clock, duration).ToAsyncEnumerable()))
        {
            answered += chunk.OrdinalsOf().Length - chunk.Failures.Count;
        }

        return new(answered, clock.Elapsed.TotalSeconds);
    }

    /// <inheritdoc/>
    public void Dispose() => client.Dispose();

    private IEnumerable<ReadOnlyMemory<ulong>> Endless(Stopwatch clock, TimeSpan duration)
    {
        const int Block = 100_000;
        for (var at = 0; clock.Elapsed < duration; at = (at + Block) % CountsDrawn)
        {
            yield return followers.AsMemory(at, Block);
        }
    }
}
