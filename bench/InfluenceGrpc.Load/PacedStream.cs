using System.Diagnostics;
using System.Runtime.CompilerServices;
using Grpc.Core;
using InfluenceGrpc.Client;

namespace InfluenceGrpc.Load;

/// <summary>
/// Streams of one kind, one after the other, at a fixed rate, through the client library, which takes them up again with another replica.
/// Items are numbers; each has to be answered once, in order.
/// </summary>
/// <param name="name">What people call them.</param>
/// <param name="chunkItems">Items in a chunk.</param>
/// <param name="chunksPerSecond">How many chunks.</param>
/// <param name="open">Begins a stream of items.</param>
/// <param name="isWrong">Whether a chunk's answer to an item is another's; null where that cannot be told.</param>
internal sealed class PacedStream(
    string name,
    int chunkItems,
    double chunksPerSecond,
    Func<InfluenceClient, IAsyncEnumerable<long>, CancellationToken, IAsyncEnumerable<AnsweredChunk<long>>> open,
    Func<AnsweredChunk<long>, int, bool>? isWrong = null)
{
    private long sent;
    private long expected;

    /// <summary>What people call them.</summary>
    public string Name => name;

    /// <summary>Items answered.</summary>
    public long Ok { get; private set; }

    /// <summary>Items that failed because the profile store did not answer.</summary>
    public long Failed { get; private set; }

    /// <summary>Streams that were begun.</summary>
    public int Streams { get; private set; }

    /// <summary>What was wrong.</summary>
    public List<string> Wrong { get; } = [];

    /// <summary>Streams for a while, each no longer than is said.</summary>
    public async Task RunAsync(Asker asker, Stopwatch clock, TimeSpan duration, TimeSpan each, CancellationToken cancellationToken)
    {
        while (duration - clock.Elapsed is var left && left > TimeSpan.Zero)
        {
            Streams++;
            expected = sent;
            try
            {
                await asker.UseAsync(client => OneAsync(client, clock, left < each ? left : each, cancellationToken));
            }
            catch (InfluenceException exception)
            {
                Wrong.Add($"{name}: {exception.Message}");
                continue;
            }

            if (expected != sent)
            {
                Wrong.Add($"{name}: a stream ended before its items {expected} to {sent - 1} were answered");
            }
        }
    }

    private async Task OneAsync(InfluenceClient client, Stopwatch clock, TimeSpan duration, CancellationToken cancellationToken)
    {
        await foreach (var chunk in open(client, PacedAsync(clock, duration, cancellationToken), cancellationToken))
        {
            Note(chunk);
        }
    }

    private void Note(AnsweredChunk<long> chunk)
    {
        for (var item = 0; item < chunk.Items.Count; item++)
        {
            if (chunk.Items[item] != expected++)
            {
                Wrong.Add($"{name}: item {chunk.Items[item]} was answered where {expected - 1} was due");
                expected = chunk.Items[item] + 1;
            }

            if (chunk.ErrorOf(item) is not { } error)
            {
                Ok++;
                if (isWrong?.Invoke(chunk, item) == true)
                {
                    Wrong.Add($"{name}: item {chunk.Items[item]} got another's answer");
                }
            }
            else if (error.Code == StatusCode.Unavailable)
            {
                Failed++;
            }
            else
            {
                Wrong.Add($"{name}: an item failed: {error.Message}");
            }
        }
    }

    private async IAsyncEnumerable<long> PacedAsync(Stopwatch clock, TimeSpan duration, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (start, first) = (clock.Elapsed, sent);
        while (clock.Elapsed - start < duration)
        {
            for (var item = 0; item < chunkItems; item++)
            {
                yield return sent++;
            }

            if (start + TimeSpan.FromSeconds((sent - first) / chunkItems / chunksPerSecond) - clock.Elapsed is var early && early > TimeSpan.Zero)
            {
                await Task.Delay(early, cancellationToken);
            }
        }
    }
}
