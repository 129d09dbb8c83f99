using InfluenceGrpc.Core.Creators.Drafts;
using InfluenceGrpc.Core.Creators;
using InfluenceGrpc.Core.Fit.Briefs;
using InfluenceGrpc.Core.Fit.Briefs.Drafts;
using InfluenceGrpc.Core.Fit.Models;
using InfluenceGrpc.Core.Fit.Scoring;
using InfluenceGrpc.Core.Tiers;

namespace InfluenceGrpc.FitValidation;

/// <summary>Briefs that ask for what such files tell: topics, engagement and size.</summary>
internal static class Briefs
{
    /// <summary>A brief for one topic and one size, drawn from the creators there are.</summary>
    public static CompiledBrief Draw(IReadOnlyList<CreatorProfileDraft> creators, Random random)
    {
        var topic = Pick(creators, creator => creator.Topics is not null, random).Topics!.First().Key;
        var size = Pick(creators, creator => creator.Followers > 0, random).Followers!.Value;
        return Compile(new()
        {
            Topics = [new(topic, 1)],
            Size = new() { Followers = size, LogSpread = 1 },
            Weights = new() { Niche = 0.4, Engagement = 0.3, Size = 0.3, Credibility = 0, Proximity = 0, Responsiveness = 0, Concentration = 0 },
        });
    }

    /// <summary>Makes a brief ready; it must be valid.</summary>
    public static CompiledBrief Compile(BriefDraft draft) =>
        BriefValidator.Validate(draft, BuiltInFitModels.Default, TierSchemeCatalog.BuiltIn) is { Value: { } brief }
            ? new(brief, BuiltInFitModels.Default)
            : throw new InvalidOperationException("The brief is not valid.");

    /// <summary>Scores one creator.</summary>
    public static FitFigures Score(CompiledBrief brief, CreatorProfileDraft creator)
    {
        var figures = brief.NewFigures();
        FitScorer.Score(brief, CreatorProfile.Create(creator).Value!, figures);
        return figures;
    }

    private static CreatorProfileDraft Pick(IReadOnlyList<CreatorProfileDraft> creators, Func<CreatorProfileDraft, bool> fits, Random random)
    {
        while (true)
        {
            if (creators[random.Next(creators.Count)] is var creator && fits(creator))
            {
                return creator;
            }
        }
    }
}
