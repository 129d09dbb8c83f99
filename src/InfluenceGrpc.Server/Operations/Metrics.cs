using System.Diagnostics.Metrics;
using Grpc.Core;
using InfluenceGrpc.Server.Admission;
using InfluenceGrpc.Server.Profiles;

namespace InfluenceGrpc.Server.Operations;

/// <summary>Everything that the server measures of itself, under one meter. Names follow OpenTelemetry's conventions.</summary>
/// <remarks>
/// The values of tags come from closed lists (rpcs as the contract spells them, outcomes, reasons, status codes), so that no
/// caller can make series without bound; nothing of a request becomes one. Counted once a call or chunk, never once an item.
/// docs/telemetry.md tells people of all of it.
/// </remarks>
internal sealed class Metrics
{
    /// <summary>Name of the meter.</summary>
    public const string MeterName = "InfluenceGrpc";

    // From what memory answers to what a stream's chunk may take.
    private static readonly double[] StoreSeconds =
        [0.000_1, 0.000_25, 0.000_5, 0.001, 0.002_5, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

    private readonly Counter<long> chunks;
    private readonly Counter<long> errors;
    private readonly Histogram<double> storeDuration;
    private readonly ServerActivity activity;

    /// <summary>Begins to measure.</summary>
    public Metrics(
        IMeterFactory meters, ServerActivity activity, NearCache cache, StoreAvailability availability, ProfileOptions profiles, MemoryBudget memory)
    {
        this.activity = activity;
        var meter = meters.Create(MeterName);
        meter.CreateObservableCounter("influence.items", ItemsAnswered, "{item}", "Items answered, and whether each could be.");
        chunks = meter.CreateCounter<long>("influence.chunks", "{chunk}", "Chunks of streams answered, or refused as a whole.");
        errors = meter.CreateCounter<long>("influence.errors", "{call}", "Calls that ended with an error, by its reason.");
        storeDuration = meter.CreateHistogram(
            "influence.store.duration", "s", "How long the profile store took.", advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = StoreSeconds });
        meter.CreateObservableUpDownCounter(
            "influence.streams.active", () => activity.ActiveStreams, "{call}", "Calls under way whose caller sends a stream.");
        meter.CreateObservableUpDownCounter(
            "influence.chunks.in_hand", () => activity.ChunksInHand, "{chunk}", "Chunks taken in whose answer is not ready to be sent.");
        meter.CreateObservableUpDownCounter(
            "influence.call_memory.held", () => memory.Held, "By", "About how much memory calls under way make the server keep.");
        meter.CreateObservableUpDownCounter(
            "influence.call_memory.limit", () => memory.Most, "By", "How much they may; beyond it calls are refused as OVERLOADED.");
        meter.CreateObservableCounter("influence.near_cache.hits", () => cache.Counts.Hits, "{profile}", "Look-ups answered from memory.");
        meter.CreateObservableCounter("influence.near_cache.misses", () => cache.Counts.Misses, "{profile}", "Look-ups that went on to the store.");
        meter.CreateObservableGauge("influence.near_cache.entries", () => cache.Counts.Entries, "{profile}", "Profiles in memory.");
        meter.CreateObservableGauge("influence.near_cache.size", () => cache.Counts.Bytes, "By", "Bytes of profiles in memory.");

        // Nothing is told where there is no store: that is not one that is down.
        meter.CreateObservableGauge(
            "influence.profile_store.up", () => profiles.Store.IsThere ? [new Measurement<int>(availability.IsUp ? 1 : 0)] : (IEnumerable<Measurement<int>>)[], "1", "Whether the profile store answers; not told where there is none.");
        meter.CreateObservableGauge(
            "influence.redis.open_circuits", () => availability.OpenCircuits, "{circuit}", "Lines to Redis that are not asked because they failed.");
    }

    /// <summary>Whether anybody reads the reasons of errors; where nobody does, they need not be taken out of statuses.</summary>
    public bool ReasonsAreRead => errors.Enabled;

    /// <summary>Notes items that were answered.</summary>
    /// <param name="rpc">By which call.</param>
    /// <param name="ok">How many could be.</param>
    /// <param name="failed">How many have an error of their own.</param>
    public void CountItems(IMethod rpc, long ok, long failed) => activity.Of(rpc).CountItems(ok, failed);

    /// <summary>Notes a chunk that was answered, or refused as a whole.</summary>
    public void CountChunk(IMethod rpc, bool refused) =>
        chunks.Add(1, new("rpc.service", rpc.ServiceName), new("rpc.method", rpc.Name), new("outcome", refused ? "refused" : "answered"));

    /// <summary>Notes a call that ended in order.</summary>
    public void CountCall(IMethod rpc) => activity.Of(rpc).CountCall(failed: false);

    /// <summary>Notes a call that ended with an error.</summary>
    /// <param name="rpc">Which call.</param>
    /// <param name="reason">The reason of our own; null where the status has none, as that of a call its caller cancelled.</param>
    /// <param name="status">The status's code.</param>
    public void CountFailedCall(IMethod rpc, string? reason, int status)
    {
        activity.Of(rpc).CountCall(failed: true);
        errors.Add(
            1,
            new("rpc.service", rpc.ServiceName),
            new("rpc.method", rpc.Name),
            new("reason", reason ?? "NONE"),
            new("rpc.grpc.status_code", status));
    }

    /// <summary>Notes that the store was asked.</summary>
    /// <param name="operation">read or write.</param>
    /// <param name="outcome">One of <see cref="StoreOutcome"/>.</param>
    /// <param name="duration">How long it took.</param>
    public void NoteStore(string operation, string outcome, TimeSpan duration) =>
        storeDuration.Record(duration.TotalSeconds, new("operation", operation), new("outcome", outcome));

    /// <summary>Notes that streams began (1), or ended (-1).</summary>
    public void ChangeStreams(int by) => activity.ChangeStreams(by);

    /// <summary>Notes that chunks were taken in, or (negative) are in hand no more.</summary>
    public void ChangeChunksInHand(int by) => activity.ChangeChunksInHand(by);

    // Rpcs that have answered none make no series.
    private IEnumerable<Measurement<long>> ItemsAnswered()
    {
        foreach (var rpc in activity.Rpcs)
        {
            if (rpc.ItemsOk is > 0 and var ok)
            {
                yield return Items(rpc, "ok", ok);
            }

            if (rpc.ItemsFailed is > 0 and var failed)
            {
                yield return Items(rpc, "failed", failed);
            }
        }
    }

    private static Measurement<long> Items(RpcCount rpc, string outcome, long count) =>
        new(count, new("rpc.service", rpc.Service), new("rpc.method", rpc.Method), new("outcome", outcome));
}
