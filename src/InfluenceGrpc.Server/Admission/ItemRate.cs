using System.Threading.RateLimiting;
using InfluenceGrpc.Server.Security;

namespace InfluenceGrpc.Server.Admission;

/// <summary>How many items a second somebody may ask about. Thread-safe.</summary>
/// <remarks>
/// A unary call that is too much is refused at once and told when there is room. A stream is slowed instead: it waits after
/// each chunk until the chunk's items are paid for, and flow control makes its client wait.
/// </remarks>
internal sealed class ItemRate : IDisposable
{
    /// <summary>Any number.</summary>
    public static readonly ItemRate Unlimited = new();

    private readonly TokenBucketRateLimiter? bucket;
    private readonly int burst;

    /// <param name="itemsPerSecond">At least 1.</param>
    /// <param name="burst">Most items at once, at least 1.</param>
    public ItemRate(int itemsPerSecond, int burst)
    {
        this.burst = burst;

        // The bucket is filled ten times a second where whole items allow it.
        var parts = itemsPerSecond % 10 == 0 ? 10 : 1;
        bucket = new TokenBucketRateLimiter(new TokenBucketRateLimiterOptions
        {
            TokenLimit = burst,
            TokensPerPeriod = itemsPerSecond / parts,
            ReplenishmentPeriod = TimeSpan.FromSeconds(1.0 / parts),
            QueueLimit = int.MaxValue,
            QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
            AutoReplenishment = true,
        });
    }

    private ItemRate()
    {
    }

    /// <summary>The rate of whoever made a call; any number where nobody was asked who calls.</summary>
    public static ItemRate Of(HttpContext context) => Caller.Of(context)?.Rate ?? Unlimited;

    /// <summary>Takes the items of a unary call.</summary>
    /// <param name="items">At least 0.</param>
    /// <returns>Null where there is room; else how long until there may be.</returns>
    public TimeSpan? Take(int items)
    {
        if (bucket is null || items == 0)
        {
            return null;
        }

        using var lease = bucket.AttemptAcquire(Math.Min(items, burst));
        return lease.IsAcquired ? null
            : lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after
            : TimeSpan.FromSeconds(1);
    }

    /// <summary>Waits until the items of a chunk are paid for.</summary>
    /// <param name="items">At least 0.</param>
    /// <param name="paid">Told after each part, so that whoever watches the stream knows that it does not lie still.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async ValueTask WaitAsync(int items, Action paid, CancellationToken cancellationToken)
    {
        for (var left = bucket is null ? 0 : items; left > 0; left -= burst)
        {
            using var lease = await bucket!.AcquireAsync(Math.Min(left, burst), cancellationToken);
            paid();
        }
    }

    public void Dispose() => bucket?.Dispose();
}
