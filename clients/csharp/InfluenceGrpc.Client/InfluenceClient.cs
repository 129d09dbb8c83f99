using Grpc.Core;
using Grpc.Health.V1;
using Grpc.Net.Client;
using Influence.V1;
using InfluenceGrpc.Client.Balancing;
using InfluenceGrpc.Client.Streaming;

namespace InfluenceGrpc.Client;

/// <summary>
/// Asks an InfluenceGrpc server for tiers, scores and campaigns, and has it keep profiles. Thread-safe; one client serves any number of
/// calls at once. Failures are <see cref="InfluenceException"/>; cancellation is <see cref="OperationCanceledException"/>.
/// </summary>
public sealed partial class InfluenceClient : IDisposable
{
    private readonly InfluenceClientOptions options;
    private readonly GrpcChannel? owned;
    private readonly TierService.TierServiceClient tiers;
    private readonly ProfileService.ProfileServiceClient profiles;
    private readonly FitService.FitServiceClient fits;
    private readonly CampaignService.CampaignServiceClient campaigns;
    private readonly InfoService.InfoServiceClient info;
    private readonly Health.HealthClient health;
    private readonly CallInvoker streams;
    private readonly UnaryCalls calls;

    /// <summary>
    /// Uses a channel that the caller owns. Unary calls are retried as its service config says;
    /// <see cref="UnaryRetries.ServiceConfig"/> is the one that <see cref="Connect(Uri, InfluenceClientOptions)"/> uses. Whether what is
    /// sent is encrypted, an <see cref="InfluenceClientOptions.ApiKey"/> too, is the channel's business.
    /// </summary>
    /// <exception cref="ArgumentException">Options name certificates, which are the channel's, or an API key that is none; every fault is named.</exception>
    public InfluenceClient(ChannelBase channel, InfluenceClientOptions? options = null)
        : this(channel, options ?? new InfluenceClientOptions(), owned: null)
    {
        if (options?.FaultsForOtherChannel().ToArray() is { Length: > 0 } faults)
        {
            throw new ArgumentException(string.Join(' ', faults), nameof(options));
        }
    }

    private InfluenceClient(ChannelBase channel, InfluenceClientOptions options, GrpcChannel? owned)
    {
        ArgumentNullException.ThrowIfNull(channel);
        this.options = options;
        this.owned = owned;
        tiers = new TierService.TierServiceClient(channel);
        profiles = new ProfileService.ProfileServiceClient(channel);
        fits = new FitService.FitServiceClient(channel);
        campaigns = new CampaignService.CampaignServiceClient(channel);
        info = new InfoService.InfoServiceClient(channel);
        health = new Health.HealthClient(channel);
        streams = channel.CreateCallInvoker();
        calls = new UnaryCalls(options);
    }

    /// <summary>Makes a client with a channel of its own. Nothing is sent before the first call.</summary>
    /// <param name="address">
    /// Such as <c>http://127.0.0.1:5090</c>, or <c>https://</c> for TLS. Of several with commas between them, <c>http://a:5090,http://b:5090</c>, each takes its
    /// share of calls, and one that is not there is passed over; so it is with all servers of a name, <c>dns:///name:5090</c>, which is
    /// looked up again every 15 seconds, or when a connection is lost.
    /// </param>
    /// <param name="options">Null for the defaults. Read here, once.</param>
    /// <exception cref="ArgumentException">
    /// It is no such address, files that the options name cannot be used, or an API key would be sent where others can read it; every
    /// fault is named.
    /// </exception>
    public static InfluenceClient Connect(string address, InfluenceClientOptions? options = null) =>
        Connect(ServerTarget.Parse(address), options);

    /// <inheritdoc cref="Connect(string, InfluenceClientOptions)"/>
    public static InfluenceClient Connect(Uri address, InfluenceClientOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(address);
        return Connect([address], options);
    }

    /// <summary>Makes a client of several servers, each of which takes its share of calls. Nothing is sent before the first call.</summary>
    /// <param name="addresses">At least one, all http or all https; or a single <c>dns:///name:5090</c>.</param>
    /// <param name="options">Null for the defaults. Read here, once.</param>
    /// <exception cref="ArgumentException">
    /// There is none, some are no such address, files that the options name cannot be used, or an API key would be sent where others can
    /// read it; every fault is named.
    /// </exception>
    public static InfluenceClient Connect(IReadOnlyList<Uri> addresses, InfluenceClientOptions? options = null) =>
        Connect(ServerTarget.Of(addresses), options);

    private static InfluenceClient Connect(ServerTarget target, InfluenceClientOptions? options)
    {
        var own = (options ?? new InfluenceClientOptions()).For(target);
        var channel = ClientChannel.Open(target, own);
        return new InfluenceClient(channel, own, channel);
    }

    /// <summary>Version, limits, defaults.</summary>
    public Task<GetServerInfoResponse> GetServerInfoAsync(CancellationToken cancellationToken = default) =>
        calls.AnswerAsync(info.GetServerInfoAsync, new GetServerInfoRequest(), cancellationToken);

    /// <summary>What the server that answers has done since it started and has in hand now. Rates are the differences of two answers.</summary>
    public Task<GetServerActivityResponse> GetServerActivityAsync(CancellationToken cancellationToken = default) =>
        calls.AnswerAsync(info.GetServerActivityAsync, new GetServerActivityRequest(), cancellationToken);

    /// <summary>Closes the channel, where it is this client's own.</summary>
    public void Dispose() => owned?.Dispose();

    private StreamRun<TChunk> Run<T, TRequest, TResponse, TChunk>(
        StreamShape<T, TRequest, TResponse, TChunk> shape, IAsyncEnumerable<T> source, StreamOptions streamOptions)
        where TRequest : class
        where TResponse : class
        where TChunk : AnsweredChunk =>
        (counts, token) => new StreamSession<T, TRequest, TResponse, TChunk>(shape, options, streamOptions, source, counts, token);
}
