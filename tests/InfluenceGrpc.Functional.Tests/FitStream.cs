using Grpc.Core;
using Influence.V1;

namespace InfluenceGrpc.Functional.Tests;

/// <summary>A StreamScoreFit call, message by message, with a limit on every wait.</summary>
internal sealed class FitStream(ChannelBase channel, CallOptions options = default) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly AsyncDuplexStreamingCall<StreamScoreFitRequest, StreamScoreFitResponse> call =
        new FitService.FitServiceClient(channel).StreamScoreFit(options);

    public void Dispose() => call.Dispose();

    /// <summary>Sends the config and reads what the server accepted.</summary>
    public async Task<StreamAccepted> ConfigureAsync(StreamScoreFitConfig config)
    {
        await SendAsync(new StreamScoreFitRequest { Config = config });
        return (await NextAsync())?.Accepted ?? throw new InvalidOperationException("Not accepted.");
    }

    public Task SendAsync(ulong sequence, Items? items) =>
        SendAsync(new StreamScoreFitRequest { Chunk = new StreamScoreFitChunk { Sequence = sequence, Items = items } });

    public Task SendAsync(StreamScoreFitRequest request) => call.RequestStream.WriteAsync(request).WaitAsync(Patience);

    public Task CompleteAsync() => call.RequestStream.CompleteAsync().WaitAsync(Patience);

    public async Task<StreamScoreFitChunkResult> ResultAsync() =>
        (await NextAsync())?.Result ?? throw new InvalidOperationException("Not a result.");

    public async Task<StreamSummary> SummaryAsync() => (await NextAsync())?.Summary ?? throw new InvalidOperationException("Not a summary.");

    /// <summary>The next message; null where the call ended with OK.</summary>
    public async Task<StreamScoreFitResponse?> NextAsync() =>
        await call.ResponseStream.MoveNext(CancellationToken.None).WaitAsync(Patience) ? call.ResponseStream.Current : null;
}
