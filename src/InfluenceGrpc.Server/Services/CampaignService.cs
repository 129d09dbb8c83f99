using Grpc.Core;
using Influence.V1;
using InfluenceGrpc.Core.Campaigns.Comparison;
using InfluenceGrpc.Core.Campaigns.Planning;
using InfluenceGrpc.Core.Campaigns.Reach;
using InfluenceGrpc.Server.Admission;
using InfluenceGrpc.Server.Contract;
using InfluenceGrpc.Server.Operations;
using InfluenceGrpc.Server.Profiles;
using InfluenceGrpc.Server.Streaming;
using ReachForecast = InfluenceGrpc.Core.Campaigns.Reach.ReachForecast;

namespace InfluenceGrpc.Server.Services;

/// <summary>influence.v1.CampaignService: what sets of creators do for a campaign, and which set to take.</summary>
internal sealed class CampaignService(
    CampaignRequestReader requestReader,
    PlannedSetSource setSource,
    FitItemsSource itemsSource,
    LimitOptions limits,
    TimeProvider time,
    ChunkStream<PlanCampaignRequest, PlanCampaignResponse, PlanCampaignConfig, PlanCampaignChunk> stream)
    : Influence.V1.CampaignService.CampaignServiceBase
{
    public override async Task<ForecastReachResponse> ForecastReach(ForecastReachRequest request, ServerCallContext context)
    {
        var task = requestReader.Read(request).OrThrow();
        var (_, plan) = await ForecastAsync(task, task.Sets[0], StoreCalls.OfUnary(context, time));
        return new()
        {
            Forecast = plan.Forecast,
            Errors = { plan.Errors },
            ModelId = task.Scoring.Brief.Model.Id,
            ModelVersion = task.Scoring.Brief.Model.Version,
        };
    }

    public override async Task<ComparePlansResponse> ComparePlans(ComparePlansRequest request, ServerCallContext context)
    {
        var task = requestReader.Read(request).OrThrow();
        var response = new ComparePlansResponse
        {
            ModelId = task.Scoring.Brief.Model.Id,
            ModelVersion = task.Scoring.Brief.Model.Version,
        };
        var forecasts = new List<NamedForecast>();
        foreach (var set in task.Sets)
        {
            var (forecast, plan) = await ForecastAsync(task, set, StoreCalls.OfUnary(context, time));
            forecasts.Add(new NamedForecast(set.Name, forecast, IsWhole: plan.Errors.Count == 0));
            response.Plans.Add(plan);
        }

        response.Comparisons.AddRange(ForecastWriter.Write(PlanComparison.Compare(forecasts)));
        return response;
    }

    public override Task PlanCampaign(
        IAsyncStreamReader<PlanCampaignRequest> requestStream,
        IServerStreamWriter<PlanCampaignResponse> responseStream,
        ServerCallContext context) =>
        stream.RunAsync(
            requestStream, responseStream, (config, cancellationToken) => OpenPlanningAsync(config, CallMemory.Of(context), cancellationToken), context);

    private async ValueTask<(ReachForecast? Forecast, PlanForecast Plan)> ForecastAsync(CampaignTask task, PlannedSet set, StoreCall call)
    {
        var items = await setSource.ReadAsync(set, task.Scoring, task.Estimator, call);
        var (written, counted, failures) = (new PlanForecast { Name = set.Name }, new List<FitItem<ReachItem>>(), new ItemFailures());
        var reachUnknown = Errors.ReachUnknown();
        for (var i = 0; i < items.Length; i++)
        {
            if ((items[i].Failure ?? (items[i].Taken.Reach is null ? reachUnknown : null)) is { } failure)
            {
                failures.Add(i, failure);
            }
            else
            {
                counted.Add(items[i]);
            }
        }

        written.Errors.AddRange(failures.Groups);
        if (counted.Count == 0)
        {
            return (null, written);
        }

        var forecast = ReachForecaster.Forecast(
            task.Estimator, [.. counted.Select(item => item.Taken.Reach!)], task.Overlaps, call.CancellationToken);
        written.Forecast = ForecastWriter.Write(
            forecast, task.Estimator.Universe.People, task.Scoring.Brief.Brief.Cost is not null, i => counted[i].DataStatus);
        return (forecast, written);
    }

    private async ValueTask<IChunkAnswerer<PlanCampaignChunk, PlanCampaignResponse>> OpenPlanningAsync(
        PlanCampaignConfig config, CallMemory memory, CancellationToken cancellationToken)
    {
        var task = requestReader.Read(config).OrThrow();
        var mustHaves = await setSource.ReadAsync(task.MustHaves, task.Scoring, task.Estimator, StoreCalls.OfChunk(cancellationToken));
        MustHaveRule.ThrowWhereUnusable(mustHaves, task.Goal);
        var planner = new CampaignPlanner(
            task.Estimator, task.Goal, [.. mustHaves.Select(item => item.Taken.Reach!)], limits.MaxPlanCandidates);
        return new PlanChunkAnswerer(
            itemsSource,
            task,
            planner,
            mustHaves.ToDictionary(item => item.Taken.CreatorId, item => item.DataStatus, StringComparer.Ordinal),
            memory,
            cancellationToken);
    }
}
