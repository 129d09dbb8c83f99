using InfluenceGrpc.Core.Creators;
using InfluenceGrpc.Core.Creators.Drafts;
using InfluenceGrpc.Core.Fit.Briefs;
using InfluenceGrpc.Core.Fit.Briefs.Drafts;
using InfluenceGrpc.Core.Fit.Models;
using InfluenceGrpc.Core.Fit.Scoring;
using InfluenceGrpc.Core.Tiers;

namespace InfluenceGrpc.Core.Tests.Fit.Scoring;

/// <summary>Scores with the model that ships.</summary>
internal static class Scores
{
    public static FitFigures Score(BriefDraft brief, CreatorProfileDraft profile) => Score(Compile(brief), Read(profile));

    public static FitFigures Score(CompiledBrief brief, CreatorProfile profile)
    {
        var figures = brief.NewFigures();
        FitScorer.Score(brief, profile, figures);
        return figures;
    }

    public static CompiledBrief Compile(BriefDraft draft)
    {
        var brief = BriefValidator.Validate(draft, BuiltInFitModels.Default, TierSchemeCatalog.BuiltIn);
        Assert.True(brief.IsValid, string.Join("; ", brief.Faults));
        return new CompiledBrief(brief.Value, BuiltInFitModels.Default);
    }

    public static CreatorProfile Read(CreatorProfileDraft draft)
    {
        var profile = CreatorProfile.Create(draft);
        Assert.True(profile.IsValid, string.Join("; ", profile.Faults));
        return profile.Value;
    }
}
