using InfluenceGrpc.Server.Operations;

namespace InfluenceGrpc.Server.Profiles;

/// <summary>A store whose every question is timed and, where its call is traced, becomes a span of the trace.</summary>
internal sealed class MeasuredStore(IProfileStore store, Metrics metrics, TimeProvider time) : IProfileStore
{
    /// <inheritdoc/>
    public bool HasReplicas => store.HasReplicas;

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => store.StartAsync(cancellationToken);

    /// <inheritdoc/>
    public async ValueTask ReadAsync(ReadOnlyMemory<string> creatorIds, Memory<ProfileRead> reads, StoreCall call)
    {
        var question = Begin(StoreSpans.Read, creatorIds.Length);
        var outcome = StoreOutcome.Failed;
        try
        {
            await store.ReadAsync(creatorIds, reads, call);
            outcome = OutcomeOf(reads.Span);
        }
        catch (OperationCanceledException)
        {
            outcome = StoreOutcome.Cancelled;
            throw;
        }
        finally
        {
            End(question, StoreSpans.Read, outcome);
        }
    }

    /// <inheritdoc/>
    public async ValueTask WriteAsync(ReadOnlyMemory<ProfileWrite> writes, Memory<WriteResult> results, int minReplicas, StoreCall call)
    {
        var question = Begin(StoreSpans.Write, writes.Length);
        var outcome = StoreOutcome.Failed;
        try
        {
            await store.WriteAsync(writes, results, minReplicas, call);
            outcome = OutcomeOf(results.Span);
        }
        catch (OperationCanceledException)
        {
            outcome = StoreOutcome.Cancelled;
            throw;
        }
        finally
        {
            End(question, StoreSpans.Write, outcome);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => store.DisposeAsync();

    private (System.Diagnostics.Activity? Span, long Begun) Begin(string operation, int keys) =>
        (StoreSpans.Begin(operation, keys), time.GetTimestamp());

    private void End((System.Diagnostics.Activity? Span, long Begun) question, string operation, string outcome)
    {
        metrics.NoteStore(operation, outcome, time.GetElapsedTime(question.Begun));
        StoreSpans.End(question.Span, outcome);
    }

    private static string OutcomeOf(ReadOnlySpan<ProfileRead> reads)
    {
        var unanswered = 0;
        foreach (var read in reads)
        {
            unanswered += read.IsUnavailable ? 1 : 0;
        }

        return StoreOutcome.Of(unanswered, reads.Length);
    }

    private static string OutcomeOf(ReadOnlySpan<WriteResult> results) => StoreOutcome.Of(results.Count(WriteResult.Unavailable), results.Length);
}
