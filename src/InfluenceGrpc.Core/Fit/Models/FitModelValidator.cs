using System.Collections.Frozen;
using InfluenceGrpc.Core.Faults;
using InfluenceGrpc.Core.Fit.Models.Drafts;

namespace InfluenceGrpc.Core.Fit.Models;

/// <summary>Checks a fit model and collects every fault: the same for built-in files and a deployment's own.</summary>
public static class FitModelValidator
{
    /// <summary>The model, or every fault in it, with paths such as <c>credibility.bands[2].high</c>.</summary>
    public static Checked<FitModel> Validate(FitModelDraft draft) => Validate(draft, builtIn: false);

    internal static Checked<FitModel> Validate(FitModelDraft draft, bool builtIn)
    {
        ArgumentNullException.ThrowIfNull(draft);
        var faults = new FaultList();
        CheckHead(draft, builtIn, faults);
        CheckNotes(draft.Notes, faults);
        var presets = ReadPresets(draft.Presets, faults);
        var niche = PlainRuleValidator.Niche(draft.Niche, faults);
        var audience = AudienceRuleValidator.Validate(draft.Audience, faults);
        var engagement = PlainRuleValidator.Engagement(draft.Engagement, faults);
        var credibility = CredibilityRuleValidator.Validate(draft.Credibility, faults);
        var affinity = AffinityRuleValidator.Validate(draft.Affinity, faults);
        var proximity = ProximityRuleValidator.Validate(draft.Proximity, engagement?.Benchmark, faults);
        var responsiveness = PlainRuleValidator.Responsiveness(draft.Responsiveness, faults);
        var cost = CostRuleValidator.Validate(draft.Cost, faults);
        var concentration = PlainRuleValidator.Concentration(draft.Concentration, faults);
        var size = PlainRuleValidator.Size(draft.Size, faults);
        var caution = PlainRuleValidator.Caution(draft.Caution, faults);
        var derivation = DerivationRuleValidator.Validate(draft.Derivation, faults);
        var reach = ReachRuleValidator.Validate(draft.Reach, faults);
        if (!faults.IsEmpty)
        {
            return new Checked<FitModel>(faults.ToList());
        }

        return new Checked<FitModel>(new FitModel
        {
            Id = draft.Id!,
            Version = draft.Version!.Value,
            Title = draft.Title!,
            Source = draft.Source!,
            Year = draft.Year!.Value,
            Notes = [.. draft.Notes ?? []],
            Presets = presets,
            Niche = niche!,
            Audience = audience!,
            Engagement = engagement!,
            Credibility = credibility!,
            Affinity = affinity!,
            Proximity = proximity!,
            Responsiveness = responsiveness!,
            Cost = cost!,
            Concentration = concentration!,
            Size = size!,
            Caution = caution!,
            Derivation = derivation!,
            Reach = reach!,
            BuiltIn = builtIn,
        });
    }

    private static void CheckHead(FitModelDraft draft, bool builtIn, FaultList faults)
    {
        var checks = new RuleChecks("", faults);
        checks.Note("id", TextRule.Slug(draft.Id));
        checks.Whole("version", draft.Version, 1);
        checks.Text("title", draft.Title, FitModelLimits.MaxTitleBytes);
        checks.Text("source", draft.Source, FitModelLimits.MaxTextBytes);
        checks.Year("year", draft.Year);
        if (draft.BuiltIn && !builtIn)
        {
            checks.Reject("builtIn", FaultCode.NotAllowed, "must be left out: only models that ship with the server are built in.");
        }
    }

    private static void CheckNotes(IReadOnlyList<string>? notes, FaultList faults)
    {
        if (notes?.Count > FitModelLimits.MaxNotes)
        {
            faults.Add("notes", FaultCode.TooMany, $"must be at most {FitModelLimits.MaxNotes}; got {notes.Count}.");
            return;
        }

        var checks = new RuleChecks("", faults);
        for (var i = 0; i < (notes?.Count ?? 0); i++)
        {
            checks.Text(FaultPath.Item("notes", i), notes![i], FitModelLimits.MaxTextBytes);
        }
    }

    private static FrozenDictionary<WeightPreset, ComponentWeights> ReadPresets(IReadOnlyList<PresetWeightsDraft>? drafts, FaultList faults)
    {
        var presets = new Dictionary<WeightPreset, ComponentWeights>();
        for (var i = 0; i < (drafts?.Count ?? 0); i++)
        {
            var (draft, path) = (drafts![i], FaultPath.Item("presets", i));
            var checks = new RuleChecks(path, faults);
            var weights = ReadWeights(draft.Weights, FaultPath.Join(path, "weights"), faults);
            if (draft.Preset == WeightPreset.Unspecified || !Enum.IsDefined(draft.Preset))
            {
                checks.Reject("preset", draft.Preset == WeightPreset.Unspecified ? FaultCode.Required : FaultCode.UnknownValue,
                    "must be BALANCED, AWARENESS, CONVERSION or CREDIBILITY.");
            }
            else if (!presets.TryAdd(draft.Preset, weights))
            {
                checks.Reject("preset", FaultCode.Duplicate, $"{draft.Preset.ToString().ToUpperInvariant()} is given twice.");
            }
        }

        var missing = Enum.GetValues<WeightPreset>().Where(preset => preset != WeightPreset.Unspecified && !presets.ContainsKey(preset));
        if (missing.Any())
        {
            faults.Add("presets", FaultCode.Required, $"must hold all four; {string.Join(", ", missing).ToUpperInvariant()} lacks.");
        }

        return presets.ToFrozenDictionary();
    }

    private static ComponentWeights ReadWeights(ComponentWeightsDraft? draft, string path, FaultList faults)
    {
        var weights = new double[FitComponents.Count];
        var checks = new RuleChecks(path, faults);
        if (checks.IsMissing(draft))
        {
            return new ComponentWeights(weights);
        }

        var before = faults.Count;
        foreach (var component in FitComponents.All)
        {
            var field = component.ToString().ToLowerInvariant();
            if (draft.Get(component) is not { } weight)
            {
                checks.Reject(field, FaultCode.Required, "must be given; 0 leaves the component out.");
                continue;
            }

            weights[component.Place()] = checks.Share(field, weight);
        }

        if (faults.Count == before && weights.All(weight => weight == 0))
        {
            faults.Add(path, FaultCode.Sum, "must hold a weight above 0.");
        }

        return new ComponentWeights(weights);
    }
}
