using Influence.V1;
using InfluenceGrpc.Core.Fit.Ranking;
using InfluenceGrpc.Core.Fit.Scoring;
using InfluenceGrpc.Server.Contract;
using InfluenceGrpc.Server.Streaming;
using CreatorProfile = InfluenceGrpc.Core.Creators.CreatorProfile;
using FitModel = InfluenceGrpc.Core.Fit.Models.FitModel;

namespace InfluenceGrpc.Server.Services;

/// <summary>Takes the chunks of one RankCreators call in, and tells the ranking when the client has sent all.</summary>
/// <remarks>
/// Chunks are scored at the same time and offered to the ranking in order, when their turn to be answered comes: so that what is
/// told of a chunk does not depend on which was scored first. Until then a chunk keeps only creators that may still get in.
/// </remarks>
/// <param name="score">Scores the items of a chunk by the config's brief, one item at a time, and keeps of each what it is told to
/// take; or says why the chunk is refused.</param>
/// <param name="count">How many creators to keep.</param>
/// <param name="includeIneligible">Whether creators that do not meet the brief are ranked as well.</param>
/// <param name="model">The model that they are scored by.</param>
internal sealed class RankChunkAnswerer(
    Func<Items?, Func<CreatorProfile, FitFigures, ScoredItem>, CancellationToken, ValueTask<Reading<FitItem<ScoredItem>[]>>> score,
    int count,
    bool includeIneligible,
    FitModel model)
    : IChunkAnswerer<RankCreatorsChunk, RankCreatorsResponse>
{
    /// <summary>About how much memory a creator takes that is ranked.</summary>
    public const int BytesOfCreator = 400;

    private const int BytesOfItem = 100;

    private readonly CreatorRanking ranking = new(count);
    private ulong scored;
    private ulong ineligible;

    public StreamAccepted Describe() => new() { FitModelId = model.Id, FitModelVersion = model.Version };

    public async ValueTask<ChunkAnswer<RankCreatorsResponse>> AnswerAsync(RankCreatorsChunk chunk, CancellationToken cancellationToken)
    {
        var read = await score(chunk.Items, Take, cancellationToken);
        if (!read.TryGet(out var items, out var refusal))
        {
            var refused = new RankCreatorsChunkResult { Sequence = chunk.Sequence, Status = refusal };
            return new(Respond(refused, []), Items: 0, Failed: 0, Refused: true, BytesOf([]));
        }

        var result = RankingWriter.WriteResult(chunk.Sequence, items);
        return new(Respond(result, items), items.Length, items.Count(item => item.Failure is not null), Refused: false, BytesOf(items));
    }

    public IEnumerable<RankCreatorsResponse> Conclude() =>
        RankingWriter.WritePages(ranking.ToRanking()).Select(page => new RankCreatorsResponse { Page = page });

    private static long BytesOf(FitItem<ScoredItem>[] items) =>
        BytesOfItem + items.Sum(item => item.Taken.Candidate is null ? BytesOfItem : (long)BytesOfCreator);

    private ScoredItem Take(CreatorProfile profile, FitFigures figures)
    {
        var isOffered = (includeIneligible || figures.Ineligibilities.IsEmpty) && ranking.MayEnter(figures.Score);
        return new(figures.Ineligibilities, isOffered ? ScoredCreator.Of(profile.CreatorId, figures) : null);
    }

    // Runs when the answer is sent: once, after those of all chunks before it.
    private IEnumerable<RankCreatorsResponse> Respond(RankCreatorsChunkResult result, FitItem<ScoredItem>[] items)
    {
        for (var i = 0; i < items.Length; i++)
        {
            if (items[i].Failure is not null)
            {
                continue;
            }

            scored++;
            ineligible += items[i].Taken.Ineligibilities.IsEmpty ? 0UL : 1;
            if (items[i].Taken.Candidate is { } candidate)
            {
                ranking.Offer(candidate, result.Sequence, i);
            }
        }

        result.Progress = RankingWriter.WriteProgress(scored, ineligible, ranking);
        yield return new RankCreatorsResponse { Result = result };
    }
}
