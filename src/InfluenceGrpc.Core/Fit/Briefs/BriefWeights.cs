using InfluenceGrpc.Core.Faults;
using InfluenceGrpc.Core.Fit.Briefs.Drafts;
using InfluenceGrpc.Core.Fit.Models;

namespace InfluenceGrpc.Core.Fit.Briefs;

/// <summary>Works out what each component weighs: nothing where the brief does not ask for it, else what the brief says, else
/// what the preset says.</summary>
internal static class BriefWeights
{
    /// <summary>Whether a brief asks for a component. What is given counts, right or wrong: a fault in it is told there, and not
    /// a second time as a weight for nothing.</summary>
    public static bool Asks(BriefDraft draft, FitComponent component) => component switch
    {
        FitComponent.Niche => draft.Topics is { Count: > 0 },
        FitComponent.Audience => draft.Audience is not null,
        FitComponent.Affinity => !string.IsNullOrEmpty(draft.Brand) || draft.RelatedBrands is { Count: > 0 },
        FitComponent.Cost => draft.Cost is not null,
        FitComponent.Size => draft.Size is not null,
        _ => IsAlwaysAsked(component),
    };

    /// <summary>Whether every brief asks for a component.</summary>
    public static bool IsAlwaysAsked(FitComponent component) => component is FitComponent.Engagement or FitComponent.Credibility
        or FitComponent.Proximity or FitComponent.Responsiveness or FitComponent.Concentration;

    /// <summary>The weights; null where something was wrong.</summary>
    public static ComponentWeights? Read(BriefDraft draft, FitModel model, FaultList faults)
    {
        var before = faults.Count;
        var usual = model.Presets.GetValueOrDefault(ReadPreset(draft.Preset, faults));
        var weights = new double[FitComponents.Count];
        foreach (var component in FitComponents.All)
        {
            var given = draft.Weights?.Get(component);
            var asked = Asks(draft, component);
            CheckGiven(given, component, asked, faults);
            weights[component.Place()] = asked ? given ?? usual?[component] ?? 0 : 0;
        }

        if (faults.Count > before)
        {
            return null;
        }

        if (!weights.Any(weight => weight > 0))
        {
            faults.Add("weights", FaultCode.Sum, "must leave a weight above 0 to something that the brief asks for.");
            return null;
        }

        CheckModelWeighs(draft, model, weights, faults);
        return faults.Count > before ? null : new ComponentWeights(weights);
    }

    // What the model gives no weight is left out of a score; where that is all, there would be none.
    private static void CheckModelWeighs(BriefDraft draft, FitModel model, double[] weights, FaultList faults)
    {
        FitComponent[] asked = [.. FitComponents.All.ToArray().Where(component => weights[component.Place()] > 0)];
        if (asked.Any(component => WeighedParts.Weighs(model, draft, component)))
        {
            return;
        }

        foreach (var field in asked.SelectMany(component => WeighedParts.FieldsOf(draft, component)))
        {
            faults.Add(field, FaultCode.Sum, $"asks for nothing that the model weighs: {model.Id} gives it no weight, and nothing else in the brief has one.");
        }
    }

    private static WeightPreset ReadPreset(WeightPreset given, FaultList faults)
    {
        if (!Enum.IsDefined(given))
        {
            faults.Add("preset", FaultCode.UnknownValue, $"is not a known preset; got {(int)given}.");
        }

        return given == WeightPreset.Unspecified ? WeightPreset.Balanced : given;
    }

    private static void CheckGiven(double? given, FitComponent component, bool asked, FaultList faults)
    {
        if (NumberRule.Share(given) is { } wrong)
        {
            faults.Add(Path(component), wrong);
        }
        else if (given > 0 && !asked)
        {
            faults.Add(Path(component), FaultCode.NotAllowed, $"must be 0 or left out: it needs {Needs(component)}.");
        }
    }

    private static string Path(FitComponent component) => $"weights.{component.ToString().ToLowerInvariant()}";

    private static string Needs(FitComponent component) => component switch
    {
        FitComponent.Niche => "topics",
        FitComponent.Affinity => "brand or relatedBrands",
        _ => component.ToString().ToLowerInvariant(),
    };
}
