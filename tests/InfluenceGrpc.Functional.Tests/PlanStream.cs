using Grpc.Core;
using Influence.V1;

namespace InfluenceGrpc.Functional.Tests;

/// <summary>A PlanCampaign call, message by message, with a limit on every wait.</summary>
internal sealed class PlanStream(ChannelBase channel, CallOptions options = default) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly AsyncDuplexStreamingCall<PlanCampaignRequest, PlanCampaignResponse> call =
        new CampaignService.CampaignServiceClient(channel).PlanCampaign(options);

    public void Dispose() => call.Dispose();

    /// <summary>Sends the config and reads what the server accepted.</summary>
    public async Task<StreamAccepted> ConfigureAsync(PlanCampaignConfig config)
    {
        await call.RequestStream.WriteAsync(new PlanCampaignRequest { Config = config }).WaitAsync(Patience);
        return (await NextAsync())?.Accepted ?? throw new InvalidOperationException("Not accepted.");
    }

    /// <summary>Sends a chunk and reads what became of it.</summary>
    public async Task<PlanCampaignChunkResult> ExchangeAsync(ulong sequence, Items? items)
    {
        var chunk = new PlanCampaignChunk { Sequence = sequence, Items = items };
        await call.RequestStream.WriteAsync(new PlanCampaignRequest { Chunk = chunk }).WaitAsync(Patience);
        return (await NextAsync())?.Result ?? throw new InvalidOperationException("Not a result.");
    }

    /// <summary>Ends the candidates; the plan, the summary and the end.</summary>
    public async Task<(PlanCampaignResult Plan, StreamSummary Summary)> PlanAsync()
    {
        await call.RequestStream.CompleteAsync().WaitAsync(Patience);
        var plan = (await NextAsync())?.Plan ?? throw new InvalidOperationException("Not a plan.");
        var summary = (await NextAsync())?.Summary ?? throw new InvalidOperationException("Not a summary.");
        Assert.Null(await NextAsync());
        return (plan, summary);
    }

    private async Task<PlanCampaignResponse?> NextAsync() =>
        await call.ResponseStream.MoveNext(CancellationToken.None).WaitAsync(Patience) ? call.ResponseStream.Current : null;
}
