using Grpc.Core;
using Grpc.Core.Interceptors;
using Influence.V1;
using InfluenceGrpc.Server.Operations;

namespace InfluenceGrpc.Server.Services;

/// <summary>
/// Counts the items of calls that are answered at once. An interceptor, because only there the answer is still a message;
/// chunks are counted by <see cref="Streaming.ChunkTally"/>.
/// </summary>
internal sealed class ItemCounter(Metrics metrics) : Interceptor
{
    public override Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation) =>
        CountAsync(request, context, continuation(request, context));

    public override Task<TResponse> ClientStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream, ServerCallContext context, ClientStreamingServerMethod<TRequest, TResponse> continuation) =>
        CountAsync(request: null, context, continuation(requestStream, context));

    // Calls of one creator mostly answer without waiting: those are counted without waiting either, and nothing is allocated.
    private Task<TResponse> CountAsync<TResponse>(object? request, ServerCallContext context, Task<TResponse> answer)
    {
        if (!answer.IsCompletedSuccessfully)
        {
            return CountLaterAsync(request, context, answer);
        }

        Count(request, context, answer.Result);
        return answer;
    }

    private async Task<TResponse> CountLaterAsync<TResponse>(object? request, ServerCallContext context, Task<TResponse> answer)
    {
        var response = await answer;
        Count(request, context, response);
        return response;
    }

    private void Count(object? request, ServerCallContext context, object? response)
    {
        if (CallMeter.RpcOf(context.GetHttpContext()) is { } rpc)
        {
            var (items, failed) = ItemsOf(request, response);
            metrics.CountItems(rpc, items - failed, failed);
        }
    }

    // What a call is about: creators, one or many. Lists, information and health are about none.
    private static (long Items, long Failed) ItemsOf(object? request, object? response) => response switch
    {
        ClassifyTierResponse or ScoreFitResponse or GetProfileResponse => (1, 0),
        BatchClassifyTiersResponse batch => (batch.Tiers.ItemCount, Failed(batch.Tiers.Errors)),
        BatchScoreFitResponse batch => (batch.Fits.ItemCount, Failed(batch.Fits.Errors)),
        LookupProfilesResponse found => (found.Rows.ItemCount, Failed(found.Rows.Errors)),
        UpsertProfilesResponse written => (written.Upserts.ItemCount, Failed(written.Upserts.Errors)),
        DeleteProfilesResponse deleted => (deleted.ItemCount, Failed(deleted.Errors)),
        ForecastReachResponse forecast when request is ForecastReachRequest asked => (asked.Creators.Count, Failed(forecast.Errors)),
        ComparePlansResponse compared when request is ComparePlansRequest asked =>
            (asked.Plans.Sum(plan => (long)plan.Creators.Count), compared.Plans.Sum(plan => Failed(plan.Errors))),
        DeriveBriefResponse derived => ((long)derived.Examples + derived.Background, 0),
        _ => (0, 0),
    };

    private static long Failed(IEnumerable<ItemErrors> errors) => errors.Sum(group => (long)group.Indexes.Count);
}
