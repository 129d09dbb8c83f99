using Influence.V1;
using InfluenceGrpc.Client.Streaming;

namespace InfluenceGrpc.Client;

/// <content>What the server keeps of creators.</content>
public sealed partial class InfluenceClient
{
    private const int MaxDeletionsPerCall = 1000;

    /// <summary>One profile. An id that is not there fails with NOT_FOUND and reason CREATOR_NOT_FOUND.</summary>
    /// <param name="creatorId">1 to 128 bytes of UTF-8 without control characters.</param>
    /// <param name="read">How it is read; null means all as by default.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<GetProfileResponse> GetProfileAsync(
        string creatorId, ReadOptions? read = null, CancellationToken cancellationToken = default) =>
        calls.AnswerAsync(
            profiles.GetProfileAsync, new GetProfileRequest { CreatorId = creatorId, ReadOptions = read }, cancellationToken);

    /// <summary>
    /// Up to <see cref="Limits.MaxLookupItems"/> profiles by id in one call, as the request says; use a stream for more, and for what the
    /// store does not answer for at once.
    /// </summary>
    public Task<LookupProfilesResponse> LookupProfilesAsync(LookupProfilesRequest request, CancellationToken cancellationToken = default) =>
        calls.AnswerAsync(profiles.LookupProfilesAsync, request, cancellationToken);

    /// <summary>
    /// Any number of profiles by id. Ids that the profile store does not answer for are asked again while
    /// <see cref="RetryOptions.StoreAttemptsWithoutProgress"/> lasts, and then answered as failed.
    /// </summary>
    /// <param name="creators">The creators; read once, on a thread of the pool.</param>
    /// <param name="creatorId">The id of a creator.</param>
    /// <param name="streamOptions">Null for the defaults.</param>
    /// <param name="cancellationToken">Ends the stream.</param>
    public ProfileLookup<T> LookupProfilesAsync<T>(
        IAsyncEnumerable<T> creators,
        Func<T, string> creatorId,
        LookupStreamOptions? streamOptions = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(creators);
        ArgumentNullException.ThrowIfNull(creatorId);
        streamOptions ??= new LookupStreamOptions();
        var encoder = new IdsEncoder<T, StreamLookupProfilesRequest>(creatorId, LookupShape<T>.Wrap);
        var shape = new LookupShape<T>(profiles, streamOptions, encoder);
        return new ProfileLookup<T>(Run(shape, creators, streamOptions), new SessionCounts(streamOptions.Progress), cancellationToken);
    }

    /// <inheritdoc cref="LookupProfilesAsync{T}(IAsyncEnumerable{T}, Func{T, string}, LookupStreamOptions?, CancellationToken)"/>
    public ProfileLookup<string> LookupProfilesAsync(
        IEnumerable<string> creators, LookupStreamOptions? streamOptions = null, CancellationToken cancellationToken = default) =>
        LookupProfilesAsync(creators.ToAsyncEnumerable(), id => id, streamOptions, cancellationToken);

    /// <summary>
    /// Writes up to <see cref="Limits.MaxItems"/> profiles in one call, as the request says; use a stream for more, and for what the store
    /// does not take at once.
    /// </summary>
    public Task<UpsertProfilesResponse> UpsertProfilesAsync(UpsertProfilesRequest request, CancellationToken cancellationToken = default) =>
        calls.AnswerAsync(profiles.UpsertProfilesAsync, request, cancellationToken);

    /// <summary>
    /// Writes any number of profiles. What is answered as written is in the store; chunks may be written at the same time,
    /// so that of two profiles of one creator the version decides.
    /// </summary>
    /// <param name="items">What the profiles are made of; read once, on a thread of the pool.</param>
    /// <param name="profile">The profile of an item.</param>
    /// <param name="streamOptions">Null for the defaults.</param>
    /// <param name="cancellationToken">Ends the stream.</param>
    public ProfileUpsert<T> UpsertProfilesAsync<T>(
        IAsyncEnumerable<T> items,
        Func<T, CreatorProfile> profile,
        UpsertStreamOptions? streamOptions = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(items);
        ArgumentNullException.ThrowIfNull(profile);
        streamOptions ??= new UpsertStreamOptions();
        var encoder = new ProfilesEncoder<T, StreamUpsertProfilesRequest>(profile, UpsertShape<T>.Wrap);
        var shape = new UpsertShape<T>(profiles, streamOptions, encoder);
        return new ProfileUpsert<T>(shape, Run(shape, items, streamOptions), new SessionCounts(streamOptions.Progress), cancellationToken);
    }

    /// <inheritdoc cref="UpsertProfilesAsync{T}(IAsyncEnumerable{T}, Func{T, CreatorProfile}, UpsertStreamOptions?, CancellationToken)"/>
    public ProfileUpsert<CreatorProfile> UpsertProfilesAsync(
        IEnumerable<CreatorProfile> items, UpsertStreamOptions? streamOptions = null, CancellationToken cancellationToken = default) =>
        UpsertProfilesAsync(items.ToAsyncEnumerable(), profile => profile, streamOptions, cancellationToken);

    /// <summary>Deletes any number of profiles; tells an outcome for each, in order.</summary>
    /// <param name="creatorIds">Whose profiles.</param>
    /// <param name="deleteOptions">Null for the defaults.</param>
    /// <param name="cancellationToken">Ends the deletion; what was deleted before stays so.</param>
    /// <exception cref="ArgumentException">There are versions, but not one an id.</exception>
    public async Task<IReadOnlyList<DeletedProfile>> DeleteProfilesAsync(
        IReadOnlyList<string> creatorIds, DeleteOptions? deleteOptions = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(creatorIds);
        deleteOptions ??= new DeleteOptions();
        if (deleteOptions.Versions is { } versions && versions.Count != creatorIds.Count)
        {
            throw new ArgumentException($"There are {creatorIds.Count} ids and {versions.Count} versions.", nameof(deleteOptions));
        }

        // One is within every limit.
        var allowed = creatorIds.Count <= 1 ? 1 : (await GetServerInfoAsync(cancellationToken).ConfigureAwait(false)).Limits?.MaxItems ?? 0;
        return await new ProfileDeletion(profiles, calls, options, deleteOptions)
            .RunAsync(creatorIds, ChunkLimits.Smaller(MaxDeletionsPerCall, allowed), cancellationToken).ConfigureAwait(false);
    }
}
