namespace InfluenceGrpc.Load;

/// <summary>What was seen in a soak.</summary>
/// <param name="Options">How long and how much.</param>
/// <param name="Singles">Single calls.</param>
/// <param name="Streams">Streams.</param>
/// <param name="Ledger">Writes.</param>
/// <param name="Disturbances">What was done to it.</param>
/// <param name="Replicas">The servers.</param>
/// <param name="Lost">Acknowledged writes that are not there.</param>
/// <param name="Access">Whom the servers let in, and should not have, or the other way about.</param>
internal sealed record SoakFindings(
    LoadOptions Options,
    IReadOnlyList<PacedCalls> Singles,
    IReadOnlyList<PacedStream> Streams,
    Ledger Ledger,
    Disturbances Disturbances,
    IReadOnlyList<Replica> Replicas,
    IReadOnlyList<string> Lost,
    IReadOnlyList<string> Access)
{
    /// <summary>Every process of every replica.</summary>
    public IEnumerable<ReplicaLife> Lives => Replicas.SelectMany(replica => replica.Lives);

    /// <summary>The calls that were answered while nothing was away.</summary>
    public TimedCall[] Calm(PacedCalls single) =>
        [.. single.Done
            .Where(call => call.Outcome == SingleOutcome.Ok && Disturbances.IsCalm(call.Due))
            .Select(call => new TimedCall(call.Due, call.Latency.TotalMilliseconds))];
}
