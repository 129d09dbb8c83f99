using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using Influence.V1;
using RpcStatus = Google.Rpc.Status;

namespace InfluenceGrpc.Client.Tests.Scripted;

/// <summary>
/// Plans by the followers of candidates alone, and breaks off as its script says. Who has no followers fails; whose count ends in 1
/// is too small for the brief, and in 2 has no price; the others are candidates.
/// </summary>
internal sealed class ScriptedCampaignService(FitScript script, Script failures) : CampaignService.CampaignServiceBase
{
    public override Task<ForecastReachResponse> ForecastReach(ForecastReachRequest request, ServerCallContext context) => failures.TryFail()
        ? throw FitScript.Unavailable()
        : Task.FromResult(new ForecastReachResponse { ModelId = "scripted", Forecast = new ReachForecast { CreatorCount = (uint)request.Creators.Count } });

    public override Task<ComparePlansResponse> ComparePlans(ComparePlansRequest request, ServerCallContext context) => failures.TryFail()
        ? throw FitScript.Unavailable()
        : Task.FromResult(new ComparePlansResponse { ModelId = "scripted", Plans = { request.Plans.Select(plan => new PlanForecast { Name = plan.Name }) } });

    public override async Task PlanCampaign(
        IAsyncStreamReader<PlanCampaignRequest> requests, IServerStreamWriter<PlanCampaignResponse> responses, ServerCallContext context)
    {
        var (act, stream) = (script.NextAct(), script.NewStream());
        if (act.Kind == Ending.Unavailable)
        {
            throw FitScript.Unavailable();
        }

        await requests.MoveNext(context.CancellationToken);
        await responses.WriteAsync(new PlanCampaignResponse { Accepted = script.Accepted() });
        var progress = new PlanningProgress();
        for (var answered = 0; ; answered++)
        {
            if (answered == act.After && act.Kind is not (Ending.Complete or Ending.CompleteWithoutPlan))
            {
                await (act.Kind == Ending.Stall ? Task.Delay(Timeout.Infinite, context.CancellationToken) : script.EndAsync(act.Kind, context));
                return;
            }

            if (!await requests.MoveNext(context.CancellationToken))
            {
                break;
            }

            var chunk = requests.Current.Chunk;
            stream.Enqueue(chunk.Sequence);
            await responses.WriteAsync(new PlanCampaignResponse { Result = Take(chunk, progress) });
        }

        if (act.Kind != Ending.CompleteWithoutPlan)
        {
            await responses.WriteAsync(new PlanCampaignResponse { Plan = Plan() });
        }

        if (act.Kind != Ending.CutBetweenPages)
        {
            await responses.WriteAsync(new PlanCampaignResponse { Summary = new StreamSummary { Complete = true } });
        }
    }

    private PlanCampaignChunkResult Take(PlanCampaignChunk chunk, PlanningProgress progress)
    {
        if (script.Refuses(chunk.Sequence))
        {
            return new PlanCampaignChunkResult { Sequence = chunk.Sequence, Status = StatusOf(StatusCode.ResourceExhausted, "TOO_MANY_ITEMS") };
        }

        var creators = chunk.Items.Profiles.Profiles;
        var numbers = Enumerable.Range(0, creators.Count).ToLookup(i => creators[i].HasFollowers ? (int)(creators[i].Followers % 10) : -1, i => (uint)i);
        var result = new PlanCampaignChunkResult { Sequence = chunk.Sequence };
        if (numbers.Contains(-1))
        {
            result.Errors.Add(new ItemErrors { Indexes = { numbers[-1] }, Status = StatusOf(StatusCode.FailedPrecondition, "NOTHING_KNOWN") });
        }

        if (numbers.Contains(1))
        {
            result.Ineligible.Add(new IneligibleItems { Reason = IneligibilityReason.TooFewFollowers, Indexes = { numbers[1] } });
        }

        if (numbers.Contains(2))
        {
            result.Dropped.Add(new DroppedItems { Reason = DropReason.PriceUnknown, Indexes = { numbers[2] } });
        }

        progress.Items += (ulong)(creators.Count - numbers[-1].Count());
        progress.Ineligible += (ulong)numbers[1].Count();
        progress.Dropped += (ulong)numbers[2].Count();
        progress.Candidates = progress.Items - progress.Ineligible - progress.Dropped;
        result.Progress = progress.Clone();
        return result;
    }

    private static PlanCampaignResult Plan() => new()
    {
        Steps =
        {
            new PlanStep { CreatorId = "first", Gain = 20, Price = 10, CostSoFar = 10 },
            new PlanStep { CreatorId = "second", Gain = 10, Price = 5, CostSoFar = 15 },
        },
        ObjectiveValue = 30,
        UpperBound = 40,
        GuaranteedShare = 0.5,
        Cost = 15,
        Forecast = new ReachForecast
        {
            CreatorCount = 2,
            NetInTargetReach = new Estimate { Value = 30, Lower = 20, Upper = 40 },
            CredibleReach = new Estimate { Value = 30, Lower = 20, Upper = 40 },
        },
        Method = PlanMethod.AllKept,
    };

    private static RpcStatus StatusOf(StatusCode code, string reason) => new()
    {
        Code = (int)code,
        Message = reason,
        Details = { Any.Pack(new ErrorInfo { Reason = reason }) },
    };
}
