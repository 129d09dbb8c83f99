using Influence.V1;
using InfluenceGrpc.Client.Streaming;

namespace InfluenceGrpc.Client;

/// <content>Which tiers creators are in.</content>
public sealed partial class InfluenceClient
{
    /// <summary>Every scheme that the server knows.</summary>
    public Task<ListTierSchemesResponse> ListTierSchemesAsync(CancellationToken cancellationToken = default) =>
        calls.AnswerAsync(tiers.ListTierSchemesAsync, new ListTierSchemesRequest(), cancellationToken);

    /// <summary>One creator by follower count, explained.</summary>
    /// <param name="followers">In [0, 10,000,000,000].</param>
    /// <param name="schemes">Schemes to classify under; null for the server's default.</param>
    /// <param name="platform">Where the creator publishes.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<ClassifyTierResponse> ClassifyTierAsync(
        ulong followers,
        TierSchemeSelection? schemes = null,
        Platform platform = Platform.Unspecified,
        CancellationToken cancellationToken = default) =>
        ClassifyTierAsync(new ClassifyTierRequest { FollowerCount = followers, Platform = platform, Schemes = schemes }, cancellationToken);

    /// <summary>One creator by what is known of them, explained.</summary>
    public Task<ClassifyTierResponse> ClassifyTierAsync(
        CreatorProfile profile, TierSchemeSelection? schemes = null, CancellationToken cancellationToken = default) =>
        ClassifyTierAsync(new ClassifyTierRequest { Profile = profile, Schemes = schemes }, cancellationToken);

    /// <summary>One creator, as the request says.</summary>
    public Task<ClassifyTierResponse> ClassifyTierAsync(ClassifyTierRequest request, CancellationToken cancellationToken = default) =>
        calls.AnswerAsync(tiers.ClassifyTierAsync, request, cancellationToken);

    /// <summary>Up to <see cref="Limits.MaxItems"/> creators in one call; use a stream for more.</summary>
    public Task<BatchClassifyTiersResponse> BatchClassifyTiersAsync(
        BatchClassifyTiersRequest request, CancellationToken cancellationToken = default) =>
        calls.AnswerAsync(tiers.BatchClassifyTiersAsync, request, cancellationToken);

    /// <summary>
    /// Any number of creators by follower count. The source is read no faster than the server answers and the consumer
    /// takes, and never more than <see cref="StreamOptions.MaxChunksInFlight"/> chunks ahead.
    /// </summary>
    /// <param name="creators">The creators; read once, on a thread of the pool.</param>
    /// <param name="followers">The follower count of a creator; null where it is not known.</param>
    /// <param name="streamOptions">Null for the defaults.</param>
    /// <param name="cancellationToken">Ends the stream.</param>
    public Classification<T> ClassifyAsync<T>(
        IAsyncEnumerable<T> creators,
        Func<T, ulong?> followers,
        ClassifyStreamOptions? streamOptions = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(followers);
        streamOptions ??= new ClassifyStreamOptions();
        return Classify(creators, new FollowersEncoder<T>(followers, streamOptions.Platform), streamOptions, cancellationToken);
    }

    /// <inheritdoc cref="ClassifyAsync{T}(IAsyncEnumerable{T}, Func{T, ulong?}, ClassifyStreamOptions?, CancellationToken)"/>
    public Classification<T> ClassifyAsync<T>(
        IEnumerable<T> creators,
        Func<T, ulong?> followers,
        ClassifyStreamOptions? streamOptions = null,
        CancellationToken cancellationToken = default) =>
        ClassifyAsync(creators.ToAsyncEnumerable(), followers, streamOptions, cancellationToken);

    /// <summary>
    /// Any number of creators by follower count alone, in columns: no object is made of a creator, here or on the way. Blocks are cut and
    /// joined into chunks.
    /// </summary>
    /// <param name="followers">
    /// Follower counts in [0, 10,000,000,000], <see cref="FollowerCounts.Missing"/> where one is not known. Blocks of any size; read
    /// once, on a thread of the pool, no faster than the server answers and the consumer takes. A block may be used for something else
    /// once the next is asked for.
    /// </param>
    /// <param name="streamOptions">Null for the defaults.</param>
    /// <param name="cancellationToken">Ends the stream.</param>
    public ColumnClassification ClassifyFollowersAsync(
        IAsyncEnumerable<ReadOnlyMemory<ulong>> followers,
        ClassifyStreamOptions? streamOptions = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(followers);
        streamOptions ??= new ClassifyStreamOptions();
        var shape = new TierColumnsShape(streams, streamOptions);
        return new ColumnClassification(
            shape, Run(shape, followers, streamOptions), new SessionCounts(streamOptions.Progress), cancellationToken);
    }

    /// <inheritdoc cref="ClassifyFollowersAsync(IAsyncEnumerable{ReadOnlyMemory{ulong}}, ClassifyStreamOptions?, CancellationToken)"/>
    /// <param name="followers">
    /// Follower counts in [0, 10,000,000,000], <see cref="FollowerCounts.Missing"/> where one is not known. Not to be changed before the
    /// last chunk is answered.
    /// </param>
    /// <param name="streamOptions">Null for the defaults.</param>
    /// <param name="cancellationToken">Ends the stream.</param>
    public ColumnClassification ClassifyFollowersAsync(
        ReadOnlyMemory<ulong> followers, ClassifyStreamOptions? streamOptions = null, CancellationToken cancellationToken = default) =>
        ClassifyFollowersAsync(new[] { followers }.ToAsyncEnumerable(), streamOptions, cancellationToken);

    /// <summary>
    /// Any number of creators by what is known of them. The source is read no faster than the server answers and the
    /// consumer takes, and never more than <see cref="StreamOptions.MaxChunksInFlight"/> chunks ahead.
    /// </summary>
    /// <param name="creators">The creators; read once, on a thread of the pool.</param>
    /// <param name="profile">The profile of a creator.</param>
    /// <param name="streamOptions">Null for the defaults.</param>
    /// <param name="cancellationToken">Ends the stream.</param>
    public Classification<T> ClassifyAsync<T>(
        IAsyncEnumerable<T> creators,
        Func<T, CreatorProfile> profile,
        ClassifyStreamOptions? streamOptions = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(profile);
        var encoder = new ProfilesEncoder<T, TierRequest>(
            profile, (sequence, given) => TierShape<T>.Wrap(sequence, new Items { Profiles = given }));
        return Classify(creators, encoder, streamOptions ?? new ClassifyStreamOptions(), cancellationToken);
    }

    /// <inheritdoc cref="ClassifyAsync{T}(IAsyncEnumerable{T}, Func{T, CreatorProfile}, ClassifyStreamOptions?, CancellationToken)"/>
    public Classification<T> ClassifyAsync<T>(
        IEnumerable<T> creators,
        Func<T, CreatorProfile> profile,
        ClassifyStreamOptions? streamOptions = null,
        CancellationToken cancellationToken = default) =>
        ClassifyAsync(creators.ToAsyncEnumerable(), profile, streamOptions, cancellationToken);

    /// <summary>
    /// Any number of creators by id, from the profiles that the server keeps. Ids that are not there, too old, or not to be
    /// had because the profile store does not answer are items that failed;
    /// <see cref="ClassifiedChunk{T}.DataStatusOf"/> tells where the data of the others came from.
    /// </summary>
    /// <param name="creators">The creators; read once, on a thread of the pool.</param>
    /// <param name="creatorId">The id of a creator.</param>
    /// <param name="streamOptions">Null for the defaults.</param>
    /// <param name="cancellationToken">Ends the stream.</param>
    public Classification<T> ClassifyAsync<T>(
        IAsyncEnumerable<T> creators,
        Func<T, string> creatorId,
        ClassifyStreamOptions? streamOptions = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(creatorId);
        var encoder = new IdsEncoder<T, TierRequest>(
            creatorId, (sequence, ids) => TierShape<T>.Wrap(sequence, new Items { Ids = ids }));
        return Classify(creators, encoder, streamOptions ?? new ClassifyStreamOptions(), cancellationToken);
    }

    /// <inheritdoc cref="ClassifyAsync{T}(IAsyncEnumerable{T}, Func{T, string}, ClassifyStreamOptions?, CancellationToken)"/>
    public Classification<T> ClassifyAsync<T>(
        IEnumerable<T> creators,
        Func<T, string> creatorId,
        ClassifyStreamOptions? streamOptions = null,
        CancellationToken cancellationToken = default) =>
        ClassifyAsync(creators.ToAsyncEnumerable(), creatorId, streamOptions, cancellationToken);

    private Classification<T> Classify<T>(
        IAsyncEnumerable<T> creators,
        IChunkEncoder<T, TierRequest> encoder,
        ClassifyStreamOptions streamOptions,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(creators);
        var shape = new TierShape<T>(streams, streamOptions, encoder);
        return new Classification<T>(
            shape, Run(shape, creators, streamOptions), new SessionCounts(streamOptions.Progress), cancellationToken);
    }
}
