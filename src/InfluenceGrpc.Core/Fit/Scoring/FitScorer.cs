using InfluenceGrpc.Core.Creators;
using InfluenceGrpc.Core.Numerics;

namespace InfluenceGrpc.Core.Fit.Scoring;

/// <summary>How well a creator fits a brief: a pure function of profile, brief and model, the same to the bit for ever and
/// everywhere. The steps are numbered as in docs/scoring-model.md.</summary>
public static class FitScorer
{
    /// <summary>Scores one creator.</summary>
    /// <param name="brief">What is looked for.</param>
    /// <param name="profile">The creator.</param>
    /// <param name="into">Takes the figures; made by <see cref="CompiledBrief.NewFigures"/> of the same brief.</param>
    public static void Score(CompiledBrief brief, CreatorProfile profile, FitFigures into)
    {
        ArgumentNullException.ThrowIfNull(brief);
        ArgumentNullException.ThrowIfNull(profile);
        ArgumentNullException.ThrowIfNull(into);
        into.Clear();
        into.LogFollowers = profile.Followers is { } followers ? PortableMath.Log(followers) : double.NaN;

        // Step 2: the components. Some go by others, which come first.
        EvaluateNiche(brief, profile, into);
        AudienceStep.Evaluate(brief, profile, into);
        EngagementStep.Evaluate(brief, profile, into);
        ConcentrationStep.Evaluate(brief, profile, into);
        CredibilityStep.Evaluate(brief, profile, into);
        AffinityStep.Evaluate(brief, profile, into);
        ProximityStep.Evaluate(brief, profile, into);
        EvaluateResponsiveness(brief, profile, into);
        CostStep.Evaluate(brief, profile, into);
        EvaluateSize(brief, profile, into);

        // Step 3: the score.
        ScoreCombination.Combine(brief, into);

        // Step 4: what is apart from it.
        brief.Constraints.Check(profile, into);
        if (into.Coverage < brief.Model.Caution.LowCoverage)
        {
            into.Note(CautionFlag.LowCoverage);
        }
    }

    // Step 2.1.
    private static void EvaluateNiche(CompiledBrief brief, CreatorProfile profile, FitFigures into)
    {
        if (brief.Topics is { } wanted && profile.Topics is { } topics)
        {
            var (cosine, half) = (wanted.Cosine(topics), brief.Model.Niche.Half);
            Fill(into, FitComponent.Niche, (1 + half) * cosine / (cosine + half));
        }
    }

    // Step 2.7.
    private static void EvaluateResponsiveness(CompiledBrief brief, CreatorProfile profile, FitFigures into)
    {
        if (profile.ReplyShare is { } replies)
        {
            Fill(into, FitComponent.Responsiveness, replies / (replies + brief.Model.Responsiveness.MedianReplyShare));
        }
    }

    // Step 2.10.
    private static void EvaluateSize(CompiledBrief brief, CreatorProfile profile, FitFigures into)
    {
        if (brief.Brief.Size is { } size && profile.Followers is not null)
        {
            var distance = (into.LogFollowers - PortableMath.Log(size.Followers)) / size.LogSpread;
            Fill(into, FitComponent.Size, PortableMath.Exp(-distance * distance / 2));
        }
    }

    private static void Fill(FitFigures into, FitComponent component, double value) =>
        into[component].Filling[0] = new PartFigure { Known = true, Value = Math.Min(1, value) };
}
