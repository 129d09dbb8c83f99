namespace InfluenceGrpc.Server.Profiles;

/// <summary>On whose behalf a store is asked.</summary>
/// <param name="Lane">Which traffic it belongs to.</param>
/// <param name="TimeLeft">
/// How long the caller still waits; null where without end. A store gives up well before, so that the caller hears which
/// items it could not have.
/// </param>
/// <param name="CancellationToken">Cancelled when nobody waits for the answer any more.</param>
internal readonly record struct StoreCall(StoreLane Lane, TimeSpan? TimeLeft, CancellationToken CancellationToken);
