using InfluenceGrpc.Client.Streaming;

namespace InfluenceGrpc.Client;

/// <summary>
/// A stream that runs as it is enumerated, once. Every item of the source is answered exactly once and in order, over as
/// many connections as it takes. Abandoning the enumeration ends the call.
/// </summary>
/// <typeparam name="TChunk">What items are answered in.</typeparam>
public abstract class ChunkedStream<TChunk> : IAsyncEnumerable<TChunk>
{
    private readonly StreamRun<TChunk> run;
    private readonly SessionCounts counts;
    private readonly CancellationToken cancellationToken;
    private int started;

    private protected ChunkedStream(StreamRun<TChunk> run, SessionCounts counts, CancellationToken cancellationToken)
    {
        this.run = run;
        this.counts = counts;
        this.cancellationToken = cancellationToken;
    }

    /// <summary>What it has come to so far.</summary>
    public StreamTotals Totals => counts.Totals;

    /// <summary>Runs the stream.</summary>
    /// <exception cref="InfluenceException">The server refused the stream, or was unavailable in all attempts.</exception>
    /// <exception cref="InvalidOperationException">It has been enumerated before.</exception>
    public async IAsyncEnumerator<TChunk> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        if (Interlocked.Exchange(ref started, 1) != 0)
        {
            throw new InvalidOperationException("A stream can be enumerated once: its source has been read.");
        }

        using var either = CancellationTokenSource.CreateLinkedTokenSource(this.cancellationToken, cancellationToken);
        var chunks = run(counts, either.Token);
        await using (chunks.ConfigureAwait(false))
        {
            while (await chunks.MoveNextAsync().ConfigureAwait(false))
            {
                yield return chunks.Current;
            }
        }
    }
}
