using Grpc.Core;
using Grpc.Net.Client;
using Influence.V1;
using InfluenceGrpc.Client.Streaming;

namespace InfluenceGrpc.Client;

/// <summary>
/// Asks an InfluenceGrpc server for tiers. Thread-safe; one client serves any number of calls at once. Failures are
/// <see cref="InfluenceException"/>; cancellation is <see cref="OperationCanceledException"/>.
/// </summary>
public sealed class InfluenceClient : IDisposable
{
    private readonly InfluenceClientOptions options;
    private readonly GrpcChannel? owned;
    private readonly TierService.TierServiceClient tiers;
    private readonly InfoService.InfoServiceClient info;

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
        info = new InfoService.InfoServiceClient(channel);
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
        var channelOptions = new GrpcChannelOptions { ServiceConfig = UnaryRetries.ServiceConfig(options.Retry) };
        options.ConfigureChannel?.Invoke(channelOptions);
        if (channelOptions.HttpHandler is null && channelOptions.HttpClient is null)
        {
            // Pings notice a server that is gone without a word, which a stream that waits would else not.
            channelOptions.HttpHandler = new SocketsHttpHandler
            {
                EnableMultipleHttp2Connections = true,
                KeepAlivePingDelay = TimeSpan.FromSeconds(20),
                KeepAlivePingTimeout = TimeSpan.FromSeconds(10),
                ConnectTimeout = TimeSpan.FromSeconds(5),
            };
            channelOptions.DisposeHttpClient = true;
        }

        var channel = GrpcChannel.ForAddress(address, channelOptions);
        return new InfluenceClient(channel, options, channel);
    }

    /// <summary>Version, limits, defaults.</summary>
    public Task<GetServerInfoResponse> GetServerInfoAsync(CancellationToken cancellationToken = default) =>
        AnswerAsync(info.GetServerInfoAsync(new GetServerInfoRequest(), Unary(cancellationToken)), cancellationToken);

    /// <summary>Every scheme that the server knows.</summary>
    public Task<ListTierSchemesResponse> ListTierSchemesAsync(CancellationToken cancellationToken = default) =>
        AnswerAsync(tiers.ListTierSchemesAsync(new ListTierSchemesRequest(), Unary(cancellationToken)), cancellationToken);

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
        AnswerAsync(tiers.ClassifyTierAsync(request, Unary(cancellationToken)), cancellationToken);

    /// <summary>Up to <see cref="Limits.MaxItems"/> creators in one call; use a stream for more.</summary>
    public Task<BatchClassifyTiersResponse> BatchClassifyTiersAsync(
        BatchClassifyTiersRequest request, CancellationToken cancellationToken = default) =>
        AnswerAsync(tiers.BatchClassifyTiersAsync(request, Unary(cancellationToken)), cancellationToken);

    /// <summary>
    /// Any number of creators by follower count. The source is read no faster than the server answers and the consumer
    /// takes, and never more than <see cref="ClassifyStreamOptions.MaxChunksInFlight"/> chunks ahead.
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
        return Stream(creators, () => new FollowersEncoder<T>(followers, streamOptions.Platform), streamOptions, cancellationToken);
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
    /// consumer takes, and never more than <see cref="ClassifyStreamOptions.MaxChunksInFlight"/> chunks ahead.
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
        return Stream(creators, () => new ProfilesEncoder<T>(profile), streamOptions ?? new ClassifyStreamOptions(), cancellationToken);
    }

    /// <inheritdoc cref="ClassifyAsync{T}(IAsyncEnumerable{T}, Func{T, CreatorProfile}, ClassifyStreamOptions?, CancellationToken)"/>
    public Classification<T> ClassifyAsync<T>(
        IEnumerable<T> creators,
        Func<T, CreatorProfile> profile,
        ClassifyStreamOptions? streamOptions = null,
        CancellationToken cancellationToken = default) =>
        ClassifyAsync(creators.ToAsyncEnumerable(), profile, streamOptions, cancellationToken);

    /// <summary>Closes the channel, where it is this client's own.</summary>
    public void Dispose() => owned?.Dispose();

    private Classification<T> Stream<T>(
        IAsyncEnumerable<T> creators, Func<IItemsEncoder<T>> encoder, ClassifyStreamOptions streamOptions, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(creators);
        return new Classification<T>(
            token => new ClassifySession<T>(tiers, options, streamOptions, creators, encoder(), token), cancellationToken);
    }

    private CallOptions Unary(CancellationToken cancellationToken) => new(
        options.Headers, options.TimeProvider.GetUtcNow().UtcDateTime + options.UnaryTimeout, cancellationToken);

    private static async Task<TResponse> AnswerAsync<TResponse>(AsyncUnaryCall<TResponse> call, CancellationToken cancellationToken)
    {
        using (call)
        {
            try
            {
                return await call.ResponseAsync.ConfigureAwait(false);
            }
            catch (RpcException fault)
            {
                cancellationToken.ThrowIfCancellationRequested();
                throw InfluenceException.From(fault);
            }
        }
    }
}
