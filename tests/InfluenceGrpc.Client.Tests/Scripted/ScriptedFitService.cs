using Grpc.Core;
using Influence.V1;

namespace InfluenceGrpc.Client.Tests.Scripted;

/// <summary>Scores and ranks creators by their followers alone, and breaks off as its script says.</summary>
internal sealed class ScriptedFitService(FitScript script) : FitService.FitServiceBase
{
    /// <summary>Every brief can be used.</summary>
    public override Task<BatchScoreFitResponse> BatchScoreFit(BatchScoreFitRequest request, ServerCallContext context) =>
        Task.FromResult(new BatchScoreFitResponse { Fits = new FitColumns() });

    public override async Task StreamScoreFit(
        IAsyncStreamReader<StreamScoreFitRequest> requests, IServerStreamWriter<StreamScoreFitResponse> responses, ServerCallContext context)
    {
        var (act, stream) = (script.NextAct(), script.NewStream());
        if (act.Kind == Ending.Unavailable)
        {
            throw FitScript.Unavailable();
        }

        await requests.MoveNext(context.CancellationToken);
        await responses.WriteAsync(new StreamScoreFitResponse { Accepted = script.Accepted() });
        for (var answered = 0; ; answered++)
        {
            if (act.Kind != Ending.Complete && answered == act.After)
            {
                await script.EndAsync(act.Kind, context);
                return;
            }

            if (!await requests.MoveNext(context.CancellationToken))
            {
                break;
            }

            var chunk = requests.Current.Chunk;
            stream.Enqueue(chunk.Sequence);
            var result = new StreamScoreFitChunkResult { Sequence = chunk.Sequence, Fits = FitScript.Score(chunk.Items) };
            await responses.WriteAsync(new StreamScoreFitResponse { Result = result });
        }

        await responses.WriteAsync(new StreamScoreFitResponse { Summary = new StreamSummary { Complete = true } });
    }

    public override async Task RankCreators(
        IAsyncStreamReader<RankCreatorsRequest> requests, IServerStreamWriter<RankCreatorsResponse> responses, ServerCallContext context)
    {
        var (act, stream) = (script.NextAct(), script.NewStream());
        if (act.Kind == Ending.Unavailable)
        {
            throw FitScript.Unavailable();
        }

        await requests.MoveNext(context.CancellationToken);
        await responses.WriteAsync(new RankCreatorsResponse { Accepted = script.Accepted() });
        ulong scored = 0;
        for (var answered = 0; ; answered++)
        {
            if (act.Kind != Ending.Complete && answered == act.After)
            {
                await script.EndAsync(act.Kind, context);
                return;
            }

            if (!await requests.MoveNext(context.CancellationToken))
            {
                break;
            }

            var chunk = requests.Current.Chunk;
            stream.Enqueue(chunk.Sequence);
            scored += (ulong)chunk.Items.Profiles.Profiles.Count;
            var result = new RankCreatorsChunkResult { Sequence = chunk.Sequence, Progress = new RankingProgress { Scored = scored } };
            await responses.WriteAsync(new RankCreatorsResponse { Result = result });
        }

        foreach (var rank in new[] { 1U, 2U })
        {
            var page = new RankingPage { Creators = { new RankedCreator { Rank = rank, CreatorId = $"best-{rank}" } } };
            await responses.WriteAsync(new RankCreatorsResponse { Page = page });
            if (act.Kind == Ending.CutBetweenPages)
            {
                return;
            }
        }

        await responses.WriteAsync(new RankCreatorsResponse { Summary = new StreamSummary { Complete = true } });
    }
}
