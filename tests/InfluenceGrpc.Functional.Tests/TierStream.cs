using Grpc.Core;
using Influence.V1;

namespace InfluenceGrpc.Functional.Tests;

/// <summary>A StreamClassifyTiers call, message by message, with a limit on every wait.</summary>
internal sealed class TierStream(ChannelBase channel, CallOptions options = default) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly AsyncDuplexStreamingCall<StreamClassifyTiersRequest, StreamClassifyTiersResponse> call =
        new TierService.TierServiceClient(channel).StreamClassifyTiers(options);

    public void Dispose() => call.Dispose();

    public Task ConfigureAsync(params string[] schemes) =>
        SendAsync(new StreamClassifyTiersConfig { Schemes = new TierSchemeSelection { SchemeIds = { schemes } } });

    public Task SendAsync(StreamClassifyTiersConfig config) => SendAsync(new StreamClassifyTiersRequest { Config = config });

    public Task SendAsync(ulong sequence, params ulong[] followers) =>
        SendAsync(sequence, new Items { Followers = new FollowerColumns { Followers = { followers } } });

    public Task SendAsync(ulong sequence, Items? items) =>
        SendAsync(new StreamClassifyTiersRequest { Chunk = new StreamClassifyTiersChunk { Sequence = sequence, Items = items } });

    public Task SendAsync(StreamClassifyTiersRequest request) => call.RequestStream.WriteAsync(request).WaitAsync(Patience);

    public Task CompleteAsync() => call.RequestStream.CompleteAsync().WaitAsync(Patience);

    public async Task<StreamAccepted> AcceptedAsync() => (await NextAsync())?.Accepted ?? throw new InvalidOperationException("Not accepted.");

    public async Task<StreamClassifyTiersChunkResult> ResultAsync() =>
        (await NextAsync())?.Result ?? throw new InvalidOperationException("Not a result.");

    public async Task<StreamSummary> SummaryAsync() => (await NextAsync())?.Summary ?? throw new InvalidOperationException("Not a summary.");

    /// <summary>The next message; null where the call ended with OK.</summary>
    public async Task<StreamClassifyTiersResponse?> NextAsync() =>
        await call.ResponseStream.MoveNext(CancellationToken.None).WaitAsync(Patience) ? call.ResponseStream.Current : null;
}
