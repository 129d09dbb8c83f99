using InfluenceGrpc.Core.Fit.Briefs;
using InfluenceGrpc.Core.Fit.Briefs.Drafts;
using InfluenceGrpc.Core.Fit.Models;
using InfluenceGrpc.Core.Fit.Scoring;
using InfluenceGrpc.Core.Tiers;
using InfluenceGrpc.Server.Contract;
using V1 = Influence.V1;

namespace InfluenceGrpc.Server.Tests.Streams;

/// <summary>Scores profiles by their topics, sport being wanted, at most 50,000 followers; takes no more than <see cref="MaxItems"/>.</summary>
internal sealed class TestScoring
{
    public const int MaxItems = 10_000;

    public CompiledBrief Brief { get; } = new(
        BriefValidator.Validate(
            new BriefDraft { Topics = [new("sport", 1)], Constraints = new() { MaxFollowers = 50_000 } },
            BuiltInFitModels.Default,
            TierSchemeCatalog.BuiltIn).Value!,
        BuiltInFitModels.Default);

    /// <summary>Held by chunks whose scoring is to wait: by their number of items.</summary>
    public Dictionary<int, Task> Gates { get; } = [];

    /// <summary>The score of a profile by itself.</summary>
    public FitFigures Of(V1.CreatorProfile profile)
    {
        var figures = Brief.NewFigures();
        FitScorer.Score(Brief, ProfileReader.Read(profile).Value!, figures);
        return figures;
    }

    public async ValueTask<Reading<FitItem<ScoredItem>[]>> ScoreAsync(
        V1.Items? items, Func<Core.Creators.CreatorProfile, FitFigures, ScoredItem> take, CancellationToken cancellationToken)
    {
        var sent = items?.Profiles?.Profiles;
        if (sent is null || sent.Count > MaxItems)
        {
            return Errors.TooManyItems(MaxItems, sent?.Count ?? 0);
        }

        if (Gates.TryGetValue(sent.Count, out var gate))
        {
            await gate.WaitAsync(StreamCall.Patience, cancellationToken);
        }

        var scorer = new FitItemScorer<ScoredItem>(new FitTask(Brief, default, WithComponents: false, MaxItems), take);
        return sent.Select(scorer.Score).ToArray();
    }
}
