namespace Grpc.Core;

/// <summary>What a handler knows about its call.</summary>
public abstract class ServerCallContext
{
    private Dictionary<object, object>? _userState;

    /// <summary>The path of the method, "/service/method".</summary>
    public string Method => MethodCore;

    /// <summary>The host that the client asked for.</summary>
    public string Host => HostCore;

    /// <summary>The client's address in URI form.</summary>
    public string Peer => PeerCore;

    /// <summary>The deadline in UTC; <see cref="DateTime.MaxValue"/> when there is none.</summary>
    public DateTime Deadline => DeadlineCore;

    /// <summary>The headers that came with the call.</summary>
    public Metadata RequestHeaders => RequestHeadersCore;

    /// <summary>Cancelled when the client goes away, cancels, or the deadline passes.</summary>
    public CancellationToken CancellationToken => CancellationTokenCore;

    /// <summary>The trailers to send with the status.</summary>
    public Metadata ResponseTrailers => ResponseTrailersCore;

    /// <summary>The status to send when the handler returns.</summary>
    public Status Status
    {
        get => StatusCore;
        set => StatusCore = value;
    }

    /// <summary>The options of the next write.</summary>
    public WriteOptions? WriteOptions
    {
        get => WriteOptionsCore;
        set => WriteOptionsCore = value;
    }

    /// <summary>Who the client is, as far as the transport knows.</summary>
    public AuthContext AuthContext => AuthContextCore;

    /// <summary>What interceptors and handlers keep for the length of the call.</summary>
    public IDictionary<object, object> UserState => UserStateCore;

    /// <summary>The implementation of <see cref="Method"/>.</summary>
    protected abstract string MethodCore { get; }

    /// <summary>The implementation of <see cref="Host"/>.</summary>
    protected abstract string HostCore { get; }

    /// <summary>The implementation of <see cref="Peer"/>.</summary>
    protected abstract string PeerCore { get; }

    /// <summary>The implementation of <see cref="Deadline"/>.</summary>
    protected abstract DateTime DeadlineCore { get; }

    /// <summary>The implementation of <see cref="RequestHeaders"/>.</summary>
    protected abstract Metadata RequestHeadersCore { get; }

    /// <summary>The implementation of <see cref="CancellationToken"/>.</summary>
    protected abstract CancellationToken CancellationTokenCore { get; }

    /// <summary>The implementation of <see cref="ResponseTrailers"/>.</summary>
    protected abstract Metadata ResponseTrailersCore { get; }

    /// <summary>The implementation of <see cref="Status"/>.</summary>
    protected abstract Status StatusCore { get; set; }

    /// <summary>The implementation of <see cref="WriteOptions"/>.</summary>
    protected abstract WriteOptions? WriteOptionsCore { get; set; }

    /// <summary>The implementation of <see cref="AuthContext"/>.</summary>
    protected abstract AuthContext AuthContextCore { get; }

    /// <summary>The implementation of <see cref="UserState"/>: a dictionary made at first use.</summary>
    protected virtual IDictionary<object, object> UserStateCore => _userState ??= [];

    /// <summary>Sends the response headers now, once, before the first message.</summary>
    public Task WriteResponseHeadersAsync(Metadata responseHeaders) => WriteResponseHeadersAsyncCore(responseHeaders);

    /// <summary>A token that carries deadline and cancellation to a call made by this handler.</summary>
    public ContextPropagationToken CreatePropagationToken(ContextPropagationOptions? options = null) =>
        CreatePropagationTokenCore(options);

    /// <summary>The implementation of <see cref="WriteResponseHeadersAsync"/>.</summary>
    protected abstract Task WriteResponseHeadersAsyncCore(Metadata responseHeaders);

    /// <summary>The implementation of <see cref="CreatePropagationToken"/>.</summary>
    protected abstract ContextPropagationToken CreatePropagationTokenCore(ContextPropagationOptions? options);
}
