using Influence.V1;
using InfluenceGrpc.Client.Streaming;

namespace InfluenceGrpc.Client;

/// <summary>
/// A classification that runs as it is enumerated, once. Every item of the source is answered exactly once and in
/// order, over as many connections as it takes. Abandoning the enumeration ends the call.
/// </summary>
/// <typeparam name="T">The caller's item.</typeparam>
public sealed class Classification<T> : IAsyncEnumerable<ClassifiedChunk<T>>
{
    private readonly Func<CancellationToken, ClassifySession<T>> open;
    private readonly CancellationToken cancellationToken;
    private ClassifySession<T>? session;
    private int started;

    internal Classification(Func<CancellationToken, ClassifySession<T>> open, CancellationToken cancellationToken)
    {
        this.open = open;
        this.cancellationToken = cancellationToken;
    }

    /// <summary>The schemes that answer, in the order of the columns; empty until the server has taken the stream.</summary>
    public IReadOnlyList<TierScheme> Schemes => session?.Schemes ?? [];

    /// <summary>What it has come to so far.</summary>
    public ClassifyTotals Totals => session?.Totals ?? new ClassifyTotals();

    /// <summary>Runs the classification.</summary>
    /// <exception cref="InfluenceException">The server refused the stream, or was unavailable in all attempts.</exception>
    /// <exception cref="InvalidOperationException">It has been enumerated before.</exception>
    public async IAsyncEnumerator<ClassifiedChunk<T>> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        if (Interlocked.Exchange(ref started, 1) != 0)
        {
            throw new InvalidOperationException("A classification can be enumerated once: its source has been read.");
        }

        using var either = CancellationTokenSource.CreateLinkedTokenSource(this.cancellationToken, cancellationToken);
        var running = session = open(either.Token);
        await using (running.ConfigureAwait(false))
        {
            while (await running.NextAsync().ConfigureAwait(false) is { } chunk)
            {
                yield return chunk;
            }
        }
    }
}
