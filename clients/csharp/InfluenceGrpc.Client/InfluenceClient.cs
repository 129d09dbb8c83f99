using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;
using Influence.V1;
using InfluenceGrpc.Client.Streaming;

namespace InfluenceGrpc.Client;

/// <summary>
/// Asks an InfluenceGrpc server for tiers, and has it keep profiles. Thread-safe; one client serves any number of calls at once. Failures are
/// <see cref="InfluenceException"/>; cancellation is <see cref="OperationCanceledException"/>.
/// </summary>
public sealed class InfluenceClient : IDisposable
{
    private const int MaxDeletionsPerCall = 1000;

    private readonly InfluenceClientOptions options;
    private readonly GrpcChannel? owned;
    private readonly TierService.TierServiceClient tiers;
    private readonly ProfileService.ProfileServiceClient profiles;
    private readonly InfoService.InfoServiceClient info;
    private readonly UnaryCalls calls;

    /// <summary>
    /// Uses a channel that the caller owns. Unary calls are retried as its service config says;
    /// <see cref="UnaryRetries.ServiceConfig"/> is the one that <see cref="Connect(Uri, InfluenceClientOptions)"/> uses.
    /// </summary>
    public InfluenceClient(ChannelBase channel, InfluenceClientOptions? options = null)
        : this(channel, options ?? new InfluenceClientOptions(), owned: null)
    {
    }

    private InfluenceClient(ChannelBase channel, InfluenceClientOptions options, GrpcChannel? owned)
    {
        ArgumentNullException.ThrowIfNull(channel);
        this.options = options;
        this.owned = owned;
        tiers = new TierService.TierServiceClient(channel);
        profiles = new ProfileService.ProfileServiceClient(channel);
        info = new InfoService.InfoServiceClient(channel);
        calls = new UnaryCalls(options);
    }

    /// <summary>Makes a client with a channel of its own. Nothing is sent before the first call.</summary>
    /// <param name="address">Such as <c>http://127.0.0.1:5090</c>.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <exception cref="ArgumentException">The address is not an absolute http or https address.</exception>
    public static InfluenceClient Connect(string address, InfluenceClientOptions? options = null) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri)
            ? Connect(uri, options)
            : throw new ArgumentException($"'{address}' is not an absolute address such as http://127.0.0.1:5090.", nameof(address));

    /// <inheritdoc cref="Connect(string, InfluenceClientOptions)"/>
    public static InfluenceClient Connect(Uri address, InfluenceClientOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (!address.IsAbsoluteUri || (address.Scheme != Uri.UriSchemeHttp && address.Scheme != Uri.UriSchemeHttps))
        {
            throw new ArgumentException($"'{address}' is not an absolute http or https address.", nameof(address));
        }

        options ??= new InfluenceClientOptions();
        var channel = ClientChannel.Open(address, options);
        return new InfluenceClient(channel, options, channel);
    }

    /// <summary>Version, limits, defaults.</summary>
    public Task<GetServerInfoResponse> GetServerInfoAsync(CancellationToken cancellationToken = default) =>
        calls.AnswerAsync(info.GetServerInfoAsync, new GetServerInfoRequest(), cancellationToken);

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
        var encoder = new ProfilesEncoder<T, StreamClassifyTiersRequest>(
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
        var encoder = new IdsEncoder<T, StreamClassifyTiersRequest>(
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

    /// <summary>One profile. An id that is not there fails with NOT_FOUND and reason CREATOR_NOT_FOUND.</summary>
    /// <param name="creatorId">1 to 128 bytes of UTF-8 without control characters.</param>
    /// <param name="read">How it is read; null means all as by default.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<GetProfileResponse> GetProfileAsync(
        string creatorId, ReadOptions? read = null, CancellationToken cancellationToken = default) =>
        calls.AnswerAsync(
            profiles.GetProfileAsync, new GetProfileRequest { CreatorId = creatorId, ReadOptions = read }, cancellationToken);

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

    /// <summary>Closes the channel, where it is this client's own.</summary>
    public void Dispose() => owned?.Dispose();

    private Classification<T> Classify<T>(
        IAsyncEnumerable<T> creators,
        IChunkEncoder<T, StreamClassifyTiersRequest> encoder,
        ClassifyStreamOptions streamOptions,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(creators);
        var shape = new TierShape<T>(tiers, streamOptions, encoder);
        return new Classification<T>(
            shape, Run(shape, creators, streamOptions), new SessionCounts(streamOptions.Progress), cancellationToken);
    }

    private StreamRun<TChunk> Run<T, TRequest, TResponse, TChunk>(
        StreamShape<T, TRequest, TResponse, TChunk> shape, IAsyncEnumerable<T> source, StreamOptions streamOptions)
        where TRequest : class, IMessage
        where TResponse : class
        where TChunk : AnsweredChunk<T> =>
        (counts, token) => new StreamSession<T, TRequest, TResponse, TChunk>(shape, options, streamOptions, source, counts, token);
}
