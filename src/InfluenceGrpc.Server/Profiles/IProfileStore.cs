namespace InfluenceGrpc.Server.Profiles;

/// <summary>Where profiles are kept. Every store behaves alike; one suite of tests says how.</summary>
/// <remarks>
/// Trouble with the store is a value, item by item, never an exception: a part of a store may answer while another does
/// not. Both methods throw only <see cref="OperationCanceledException"/>, when the call is cancelled, and then start no
/// further work. Thread-safe.
/// </remarks>
internal interface IProfileStore : IAsyncDisposable
{
    /// <summary>Whether writes can be waited for on replicas.</summary>
    bool HasReplicas { get; }

    /// <summary>
    /// Opens the store and warms it up; called once, before anything else. A store that is reached over a network and
    /// does not answer yet is no fault: it goes on trying, and <see cref="StoreAvailability"/> tells when it is there.
    /// </summary>
    /// <exception cref="StoreStartException">The store can never be opened as it is set.</exception>
    Task StartAsync(CancellationToken cancellationToken);

    /// <summary>Reads profiles.</summary>
    /// <param name="creatorIds">Valid ids; one may occur more than once.</param>
    /// <param name="reads">Takes what was read, entry by entry; as long as the ids.</param>
    /// <param name="call">On whose behalf.</param>
    ValueTask ReadAsync(ReadOnlyMemory<string> creatorIds, Memory<ProfileRead> reads, StoreCall call);

    /// <summary>
    /// Writes and deletes, each decided atomically for its creator by the rule of <see cref="WriteRule"/>. Writes for one
    /// creator within a call are decided in their order. What is answered as written is in the store for good.
    /// </summary>
    /// <param name="writes">What to write.</param>
    /// <param name="results">Takes what became of each; as long as the writes.</param>
    /// <param name="minReplicas">Replicas that must have a write before it is answered as written; 0 unless <see cref="HasReplicas"/>.</param>
    /// <param name="call">On whose behalf.</param>
    ValueTask WriteAsync(ReadOnlyMemory<ProfileWrite> writes, Memory<WriteResult> results, int minReplicas, StoreCall call);
}
