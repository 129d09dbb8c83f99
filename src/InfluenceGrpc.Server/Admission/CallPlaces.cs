using System.Threading.RateLimiting;
using InfluenceGrpc.Server.Operations;

namespace InfluenceGrpc.Server.Admission;

/// <summary>
/// How many calls may be under way. Nobody waits for a place: a call that finds none is refused at once, since a queue would
/// make every call late and still be full.
/// </summary>
internal sealed class CallPlaces : IDisposable
{
    private readonly ConcurrencyLimiter watches;
    private readonly ConcurrencyLimiter watchesOfStrangers;
    private readonly ConcurrencyLimiter singles;
    private readonly ConcurrencyLimiter batches;
    private readonly ConcurrencyLimiter streams;
    private readonly ConcurrencyLimiter plannings;

    public CallPlaces(LimitOptions limits)
    {
        watches = Of(limits.MaxWatches);
        watchesOfStrangers = Of(limits.MaxWatches);
        singles = Of(limits.MaxCalls);
        batches = Of(limits.MaxBatches);
        streams = Of(limits.MaxStreams);
        plannings = Of(limits.MaxPlannings);
    }

    /// <summary>A place for a call, given back when it is disposed; null where there is none.</summary>
    public RateLimitLease? Take(CallKind kind)
    {
        var limiter = kind switch
        {
            CallKind.Watch => watches,
            CallKind.WatchOfAStranger => watchesOfStrangers,
            CallKind.Batch => batches,
            CallKind.Stream => streams,
            CallKind.Planning => plannings,
            _ => singles,
        };
        var lease = limiter.AttemptAcquire();
        if (lease.IsAcquired)
        {
            return lease;
        }

        lease.Dispose();
        return null;
    }

    public void Dispose()
    {
        watches.Dispose();
        watchesOfStrangers.Dispose();
        singles.Dispose();
        batches.Dispose();
        streams.Dispose();
        plannings.Dispose();
    }

    private static ConcurrencyLimiter Of(int places) =>
        new(new ConcurrencyLimiterOptions { PermitLimit = places, QueueLimit = 0 });
}
