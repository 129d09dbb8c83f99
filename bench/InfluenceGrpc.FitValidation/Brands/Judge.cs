using InfluenceGrpc.Core.Creators;
using InfluenceGrpc.Core.Fit.Briefs;
using InfluenceGrpc.Core.Fit.Briefs.Drafts;
using InfluenceGrpc.Core.Fit.Derivation;
using InfluenceGrpc.Core.Fit.Models;
using InfluenceGrpc.Core.Fit.Scoring;
using InfluenceGrpc.Core.Tiers;

namespace InfluenceGrpc.FitValidation.Brands;

/// <summary>Leaves out one creator of a brand after the other, derives a brief from the rest, and looks where that ranks the one.</summary>
/// <param name="model">Derives and scores.</param>
internal sealed class Judge(FitModel model)
{
    private readonly System.Collections.Concurrent.ConcurrentDictionary<(ProfileForm Form, SeenCreator Creator), CreatorProfile> whole = new();

    /// <summary>The AUC of each creator of the brand.</summary>
    /// <param name="trial">The brand.</param>
    /// <param name="variant">How to derive and to score.</param>
    /// <param name="background">Made by <see cref="BackgroundOf"/> of the same trial and form; null for the model's own.</param>
    /// <param name="random">Draws the examples, where not all are taken.</param>
    /// <param name="note">Is shown the figures of each of the others.</param>
    public double[] AucsOf(Trial trial, Variant variant, BriefDerivation? background, Random random, Action<CompiledBrief, FitFigures>? note = null)
    {
        CreatorProfile[] examples = [.. trial.Own.Select(own => Whole(variant.Form, own.Creator))];
        CreatorProfile[] others = [.. trial.Others.Select(other => variant.Form.Of(other.Creator, other.Posts))];
        var (aucs, scores) = (new double[examples.Length], new double[others.Length]);
        for (var left = 0; left < examples.Length; left++)
        {
            if (Compile(variant.Edit(Derive(trial, variant, background, Others(examples, left, variant.Examples, random)))) is not { } brief)
            {
                aucs[left] = 0.5;
                continue;
            }

            var figures = brief.NewFigures();
            for (var i = 0; i < others.Length; i++)
            {
                scores[i] = Score(brief, others[i], figures);
                note?.Invoke(brief, figures);
            }

            aucs[left] = Auc.Of(Score(brief, variant.Form.Of(trial.Own[left].Creator, trial.Own[left].Posts), figures), scores);
        }

        return aucs;
    }

    /// <summary>The background of a trial, counted once for all who are left out of it.</summary>
    public BriefDerivation BackgroundOf(Trial trial, ProfileForm form)
    {
        var derivation = new BriefDerivation(model, "", "");
        foreach (var creator in trial.Background)
        {
            derivation.AddBackground(Whole(form, creator));
        }

        return derivation;
    }

    private BriefDraft Derive(Trial trial, Variant variant, BriefDerivation? background, CreatorProfile[] examples)
    {
        var brand = variant.NamesBrand ? trial.Brand : "";
        var derivation = background?.AgainstTheSame("", brand) ?? new BriefDerivation(model, "", brand);
        foreach (var example in examples)
        {
            derivation.AddExample(example);
        }

        return derivation.Derive().Brief;
    }

    private static CreatorProfile[] Others(CreatorProfile[] examples, int left, int? count, Random random)
    {
        CreatorProfile[] others = [.. examples.Where((_, i) => i != left)];
        if (count is { } most)
        {
            random.Shuffle(others);
            others = others[..most];
        }

        return others;
    }

    // Null where nothing is asked for, so that all score alike.
    private CompiledBrief? Compile(BriefDraft draft) =>
        BriefValidator.Validate(draft, model, TierSchemeCatalog.BuiltIn) is var read && read.Value is { } brief ? new(brief, model)
        : draft is { Topics: null, RelatedBrands: null, Size: null } ? null
        : throw new InvalidOperationException($"The brief is not valid: {string.Join("; ", read.Faults.Select(fault => $"{fault.Path} {fault.Message}"))}");

    private static double Score(CompiledBrief brief, CreatorProfile profile, FitFigures figures)
    {
        FitScorer.Score(brief, profile, figures);
        return figures.Score;
    }

    private CreatorProfile Whole(ProfileForm form, SeenCreator creator) =>
        whole.GetOrAdd((form, creator), static key => key.Form.Of(key.Creator, key.Creator.Posts));
}
