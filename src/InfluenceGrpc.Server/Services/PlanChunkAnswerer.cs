using Influence.V1;
using InfluenceGrpc.Core.Campaigns.Planning;
using InfluenceGrpc.Core.Fit.Scoring;
using InfluenceGrpc.Server.Admission;
using InfluenceGrpc.Server.Bulk;
using InfluenceGrpc.Server.Contract;
using InfluenceGrpc.Server.Streaming;
using CreatorProfile = InfluenceGrpc.Core.Creators.CreatorProfile;
using DropReason = InfluenceGrpc.Core.Campaigns.Planning.DropReason;

namespace InfluenceGrpc.Server.Services;

/// <summary>Takes the candidates of one PlanCampaign call in, chunk by chunk, and tells the plan when the client has sent all.</summary>
/// <remarks>
/// Chunks are scored at the same time and offered to the planner in order, when their turn to be answered comes: so that the plan
/// does not depend on which was scored first.
/// </remarks>
/// <param name="itemsSource">Scores the items of a chunk.</param>
/// <param name="task">What is planned.</param>
/// <param name="planner">Takes candidates in; has the must-haves.</param>
/// <param name="mustHaveStatuses">Where the must-haves' data came from, by id.</param>
/// <param name="memory">Of the call: candidates are kept until it ends.</param>
/// <param name="callToken">Ends the planning with the call.</param>
internal sealed class PlanChunkAnswerer(
    FitItemsSource itemsSource,
    PlanTask task,
    CampaignPlanner planner,
    IReadOnlyDictionary<string, DataStatus> mustHaveStatuses,
    CallMemory memory,
    CancellationToken callToken)
    : IChunkAnswerer<PlanCampaignChunk, PlanCampaignResponse>
{
    private const long BytesWithoutSegments = 400;
    private const long BytesOfSegment = 16;

    private readonly PlanningProgress progress = new();
    private readonly long bytesOfCandidate = BytesWithoutSegments + (BytesOfSegment * task.Estimator.Universe.Segments.Count);
    private int mostKept;

    public StreamAccepted Describe() =>
        new() { FitModelId = task.Scoring.Brief.Model.Id, FitModelVersion = task.Scoring.Brief.Model.Version };

    public async ValueTask<ChunkAnswer<PlanCampaignResponse>> AnswerAsync(PlanCampaignChunk chunk, CancellationToken cancellationToken)
    {
        var read = await itemsSource.ScoreAsync(BulkItems.Of(chunk.Items), task.Scoring, Take, "chunk.items", StoreCalls.OfChunk(cancellationToken));
        if (!read.TryGet(out var items, out var refusal))
        {
            var refused = new PlanCampaignChunkResult { Sequence = chunk.Sequence, Status = refusal };
            return new(Respond(refused, []), Items: 0, Failed: 0, Refused: true, bytesOfCandidate);
        }

        var result = PlanWriter.WriteResult(chunk.Sequence, items);
        return new(Respond(result, items), items.Length, items.Count(item => item.Failure is not null), Refused: false, items.Length * bytesOfCandidate);
    }

    public IEnumerable<PlanCampaignResponse> Conclude()
    {
        yield return new PlanCampaignResponse { Plan = PlanWriter.Write(planner.Plan(callToken), task.Estimator.Universe.People, StatusOf) };
    }

    private DataStatus StatusOf(Core.Campaigns.Planning.PlanStep step) =>
        step.IsMustHave ? mustHaveStatuses[step.Creator.CreatorId] : (DataStatus)step.Origin;

    // Of the candidates that are kept by now. Half of them may be given up, and are soon as many again.
    private void TakeMemory()
    {
        if (planner.Kept > mostKept)
        {
            memory.Take((planner.Kept - mostKept) * bytesOfCandidate);
            mostKept = planner.Kept;
        }
    }

    private DropReason Offer(FitItem<ReachItem> item) =>
        item.Taken.Reach is { } reach
        ? planner.Offer(reach, (int)item.DataStatus)
        : planner.ReasonWithoutReach(item.Taken.CreatorId);

    private ReachItem Take(CreatorProfile profile, FitFigures figures) => new(
        profile.CreatorId,
        figures.Ineligibilities,
        figures.Ineligibilities.IsEmpty ? task.Estimator.Estimate(profile.CreatorId, profile, figures) : null,
        Price: null);

    // Runs when the answer is sent: once, after those of all chunks before it.
    private IEnumerable<PlanCampaignResponse> Respond(PlanCampaignChunkResult result, FitItem<ReachItem>[] items)
    {
        var dropped = new List<(int Item, DropReason Reason)>();
        for (var i = 0; i < items.Length; i++)
        {
            if (items[i].Failure is not null)
            {
                continue;
            }

            progress.Items++;
            if (!items[i].Taken.Ineligibilities.IsEmpty)
            {
                progress.Ineligible++;
            }
            else if (Offer(items[i]) is var reason && reason != DropReason.None)
            {
                progress.Dropped++;
                dropped.Add((i, reason));
            }
            else
            {
                progress.Candidates++;
            }
        }

        TakeMemory();
        result.Dropped.AddRange(PlanWriter.WriteDropped(dropped));
        result.Progress = progress.Clone();
        yield return new PlanCampaignResponse { Result = result };
    }
}
