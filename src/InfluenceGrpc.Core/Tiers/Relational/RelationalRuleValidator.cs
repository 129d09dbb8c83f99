using InfluenceGrpc.Core.Creators.Benchmarks;
using InfluenceGrpc.Core.Faults;
using InfluenceGrpc.Core.Tiers.Drafts;

namespace InfluenceGrpc.Core.Tiers.Relational;

/// <summary>Checks <c>relational</c>.</summary>
internal static class RelationalRuleValidator
{
    public static RelationalRule? Validate(RelationalRuleDraft? draft, FaultList faults)
    {
        if (draft is null)
        {
            faults.Add("relational", FaultCode.Required, "must be given for a scheme of kind TIER_SCHEME_KIND_RELATIONAL.");
            return null;
        }

        var before = faults.Count;
        CheckConstants(draft, "relational", faults);
        var weights = ReadWeights(draft.Weights, faults);
        var engagement = draft.Engagement is null
            ? null
            : EngagementBenchmarkValidator.Validate(draft.Engagement, "relational.engagement", faults);
        if (draft.Engagement is null)
        {
            faults.Add("relational.engagement", FaultCode.Required, "must be given: influence is measured against it.");
        }

        return faults.Count > before
            ? null
            : new RelationalRule
            {
                DecisionMakerHalf = draft.DecisionMakerHalf,
                BrandHalf = draft.BrandHalf,
                DetractorSentiment = draft.DetractorSentiment,
                DetractorMinMentions = draft.DetractorMinMentions,
                NeutralityMinMentions = draft.NeutralityMinMentions,
                Weights = weights!,
                Engagement = engagement!,
            };
    }

    /// <summary>Checks everything but weights and peers.</summary>
    private static void CheckConstants(RelationalRuleDraft draft, string path, FaultList faults)
    {
        Note(path, "decisionMakerHalf", NumberRule.Positive(draft.DecisionMakerHalf) ?? NumberRule.Share(draft.DecisionMakerHalf), faults);
        Note(path, "brandHalf", NumberRule.Positive(draft.BrandHalf), faults);
        Note(path, "detractorSentiment", NumberRule.Between(draft.DetractorSentiment, -1, 0), faults);
        Note(path, "detractorMinMentions", AtLeastOne(draft.DetractorMinMentions), faults);
        Note(path, "neutralityMinMentions", AtLeastOne(draft.NeutralityMinMentions), faults);
    }

    private static RelationalWeights? ReadWeights(RelationalWeightsDraft? draft, FaultList faults)
    {
        if (draft is null)
        {
            faults.Add("relational.weights", FaultCode.Required, "must be given.");
            return null;
        }

        var before = faults.Count;
        Note("relational.weights", "closeness", NumberRule.NotNegative(draft.Closeness), faults);
        Note("relational.weights", "influence", NumberRule.NotNegative(draft.Influence), faults);
        Note("relational.weights", "experience", NumberRule.NotNegative(draft.Experience), faults);
        Note("relational.weights", "insider", NumberRule.NotNegative(draft.Insider), faults);
        Note("relational.weights", "neutrality", NumberRule.NotNegative(draft.Neutrality), faults);
        var sum = draft.Closeness + draft.Influence + draft.Experience + draft.Insider + draft.Neutrality;
        if (faults.Count == before && !(draft.Closeness + draft.Influence > 0 && double.IsFinite(sum)))
        {
            faults.Add("relational.weights", FaultCode.Sum,
                "must give closeness and influence together more than 0 (the other criteria may be unknown), and a finite sum.");
        }

        return new RelationalWeights(draft.Closeness, draft.Influence, draft.Experience, draft.Insider, draft.Neutrality);
    }

    private static Violation? AtLeastOne(uint value) => value > 0 ? null : new Violation(FaultCode.OutOfRange, "must be at least 1.");

    private static void Note(string path, string field, Violation? wrong, FaultList faults)
    {
        if (wrong is { } violation)
        {
            faults.Add(FaultPath.Join(path, field), violation);
        }
    }
}
