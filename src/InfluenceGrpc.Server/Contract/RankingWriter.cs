using Google.Protobuf;
using InfluenceGrpc.Core.Fit.Ranking;
using InfluenceGrpc.Server.Operations;
using V1 = Influence.V1;

namespace InfluenceGrpc.Server.Contract;

/// <summary>Tells of a ranking, and of what became of the chunks that went into it.</summary>
internal static class RankingWriter
{
    private const int MaxPageBytes = LimitOptions.MaxAnswerBytes - LimitOptions.EnvelopeBytes;

    /// <summary>What became of a chunk's items; how far the ranking is comes when the chunk's turn has come.</summary>
    public static V1.RankCreatorsChunkResult WriteResult(ulong sequence, FitItem<ScoredItem>[] items) => new()
    {
        Sequence = sequence,
        Errors = { FitColumnsWriter.FailuresOf(items).Groups },
        Ineligible = { FitColumnsWriter.Ineligible(items, item => item.Ineligibilities) },
    };

    /// <summary>How far a ranking is.</summary>
    /// <param name="scored">Creators scored so far.</param>
    /// <param name="ineligible">Of them, those that do not meet the brief.</param>
    /// <param name="ranking">The ranking.</param>
    public static V1.RankingProgress WriteProgress(ulong scored, ulong ineligible, CreatorRanking ranking)
    {
        var progress = new V1.RankingProgress { Scored = scored, Ineligible = ineligible, Kept = (uint)ranking.Count };
        if (ranking.Threshold is { } threshold)
        {
            progress.Threshold = threshold;
        }

        return progress;
    }

    /// <summary>The ranking in as many pages as it takes, each made when it is asked for; none where nobody is ranked.</summary>
    public static IEnumerable<V1.RankingPage> WritePages(IReadOnlyList<RankedCreator> ranking)
    {
        var page = new V1.RankingPage();
        var room = MaxPageBytes;
        for (var i = 0; i < ranking.Count; i++)
        {
            var creator = Write((uint)(i + 1), ranking[i]);
            var bytes = CodedOutputStream.ComputeMessageSize(creator) + 1;
            if (bytes > room)
            {
                yield return page;
                page = new V1.RankingPage();
                room = MaxPageBytes;
            }

            room -= bytes;
            page.Creators.Add(creator);
        }

        if (page.Creators.Count > 0)
        {
            yield return page;
        }
    }

    private static V1.RankedCreator Write(uint rank, RankedCreator entry)
    {
        var creator = entry.Creator;
        var written = new V1.RankedCreator
        {
            Rank = rank,
            CreatorId = creator.CreatorId,
            Score = creator.Score,
            Lower = creator.Lower,
            Upper = creator.Upper,
            Coverage = creator.Coverage,
            Sequence = entry.Sequence,
            Index = (uint)entry.Index,
        };
        if (creator.TargetShare is { } share)
        {
            written.TargetShare = share;
        }

        written.Contributions.AddRange(creator.Contributions.ToArray());
        written.Ineligibilities.AddRange(creator.Ineligibilities.ToArray().Select(reason => (V1.IneligibilityReason)reason));
        written.Cautions.AddRange(creator.Cautions.ToArray().Select(flag => (V1.CautionFlag)flag));
        return written;
    }
}
