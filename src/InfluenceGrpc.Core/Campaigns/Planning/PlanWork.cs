using System.Threading;

namespace InfluenceGrpc.Core.Campaigns.Planning;

/// <summary>How much a search may still do, and whether anybody still waits for it. Not thread safe.</summary>
/// <remarks>
/// Work is counted, as the domain has no clock: one for each segment of a candidate whose gain is computed, and
/// <see cref="Look"/> for having looked at it at all, before it is known whether it fits in. A unit is one to
/// three nanoseconds.
/// </remarks>
/// <param name="most">What may be done in all; what must be done to the end is counted too, and may exceed it.</param>
/// <param name="cancellationToken">Ends the search.</param>
internal sealed class PlanWork(long most, CancellationToken cancellationToken)
{
    /// <summary>What one plan may take: one or two seconds of a core.</summary>
    public const long OfAPlan = 600_000_000;

    // Fetching a candidate and comparing its price takes as long as some segments.
    private const int Look = 20;

    private long left = most;

    /// <summary>Whether improvements are to stop.</summary>
    public bool IsSpent => left <= 0;

    /// <summary>Counts candidates that are passed by on a figure of before.</summary>
    public void SpendOnPassing(int candidates) => left -= candidates;

    /// <summary>Counts gains of candidates with this many segments.</summary>
    public void SpendOnGains(int candidates, int segments) => left -= (long)candidates * (segments + Look);

    /// <summary>To be asked in every outer loop.</summary>
    /// <exception cref="OperationCanceledException">Nobody waits any more.</exception>
    public void ThrowIfCancelled() => cancellationToken.ThrowIfCancellationRequested();
}
