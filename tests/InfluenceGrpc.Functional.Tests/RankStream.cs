using Grpc.Core;
using Influence.V1;

namespace InfluenceGrpc.Functional.Tests;

/// <summary>A RankCreators call, message by message, with a limit on every wait.</summary>
internal sealed class RankStream(ChannelBase channel, CallOptions options = default) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly AsyncDuplexStreamingCall<RankCreatorsRequest, RankCreatorsResponse> call =
        new FitService.FitServiceClient(channel).RankCreators(options);

    public void Dispose() => call.Dispose();

    /// <summary>Sends the config and reads what the server accepted.</summary>
    public async Task<StreamAccepted> ConfigureAsync(RankCreatorsConfig config)
    {
        await SendAsync(new RankCreatorsRequest { Config = config });
        return (await NextAsync())?.Accepted ?? throw new InvalidOperationException("Not accepted.");
    }

    public Task SendAsync(ulong sequence, Items? items) =>
        SendAsync(new RankCreatorsRequest { Chunk = new RankCreatorsChunk { Sequence = sequence, Items = items } });

    public Task SendAsync(RankCreatorsRequest request) => call.RequestStream.WriteAsync(request).WaitAsync(Patience);

    public Task CompleteAsync() => call.RequestStream.CompleteAsync().WaitAsync(Patience);

    public async Task<RankCreatorsChunkResult> ResultAsync() => (await NextAsync())?.Result ?? throw new InvalidOperationException("Not a result.");

    /// <summary>The pages, each below the limit of answers, and after them the summary and the end.</summary>
    public async Task<(List<RankingPage> Pages, StreamSummary Summary)> RankingAsync()
    {
        var pages = new List<RankingPage>();
        while (await NextAsync() is { } message)
        {
            Assert.InRange(message.CalculateSize(), 1, 1024 * 1024);
            if (message.Summary is { } summary)
            {
                Assert.Null(await NextAsync());
                return (pages, summary);
            }

            pages.Add(message.Page ?? throw new InvalidOperationException("Not a page."));
        }

        throw new InvalidOperationException("No summary.");
    }

    /// <summary>The next message; null where the call ended with OK.</summary>
    public async Task<RankCreatorsResponse?> NextAsync() =>
        await call.ResponseStream.MoveNext(CancellationToken.None).WaitAsync(Patience) ? call.ResponseStream.Current : null;
}
