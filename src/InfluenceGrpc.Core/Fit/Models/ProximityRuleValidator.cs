using InfluenceGrpc.Core.Creators.Benchmarks;
using InfluenceGrpc.Core.Faults;
using InfluenceGrpc.Core.Fit.Models.Drafts;
using InfluenceGrpc.Core.Tiers.Drafts;
using InfluenceGrpc.Core.Tiers.Relational;

namespace InfluenceGrpc.Core.Fit.Models;

/// <summary>Checks <c>proximity</c>.</summary>
internal static class ProximityRuleValidator
{
    /// <summary>The rule; null where it, or the peers that influence is measured against, are faulty.</summary>
    /// <param name="draft">The rule as given.</param>
    /// <param name="peers">The model's engagement benchmark; null where it is faulty, which is noted elsewhere.</param>
    /// <param name="faults">Takes every fault.</param>
    public static ProximityRule? Validate(ProximityRuleDraft? draft, EngagementBenchmark? peers, FaultList faults)
    {
        var checks = new RuleChecks("proximity", faults);
        if (checks.IsMissing(draft))
        {
            return null;
        }

        var before = faults.Count;
        var parts = checks.Parts(
            ("closeness", draft.Closeness),
            ("influence", draft.Influence),
            ("experience", draft.Experience),
            ("insider", draft.Insider),
            ("neutrality", draft.Neutrality));

        // Proximity without the two that make it is no proximity, in tier schemes as here.
        if (faults.Count == before && parts[0].Weight + parts[1].Weight == 0)
        {
            faults.Add("proximity", FaultCode.Sum, "must give closeness and influence together a weight above 0.");
        }

        var evidence = ReadEvidence(draft, checks);
        return faults.Count > before || peers is null ? null : Build(parts, evidence, peers);
    }

    private static RelationalRuleDraft ReadEvidence(ProximityRuleDraft draft, RuleChecks checks) => new()
    {
        DecisionMakerHalf = checks.Divisor("decisionMakerHalf", draft.DecisionMakerHalf),
        BrandHalf = checks.Constant("brandHalf", draft.BrandHalf),
        DetractorSentiment = checks.Optional("detractorSentiment", draft.DetractorSentiment, -1, 0),
        DetractorMinMentions = checks.Whole("detractorMinMentions", draft.DetractorMinMentions, 1),
        NeutralityMinMentions = checks.Whole("neutralityMinMentions", draft.NeutralityMinMentions, 1),
    };

    private static ProximityRule Build(PartRule[] parts, RelationalRuleDraft evidence, EngagementBenchmark peers) => new()
    {
        Closeness = parts[0],
        Influence = parts[1],
        Experience = parts[2],
        Insider = parts[3],
        Neutrality = parts[4],
        Evidence = new RelationalRule
        {
            DecisionMakerHalf = evidence.DecisionMakerHalf,
            BrandHalf = evidence.BrandHalf,
            DetractorSentiment = evidence.DetractorSentiment,
            DetractorMinMentions = evidence.DetractorMinMentions,
            NeutralityMinMentions = evidence.NeutralityMinMentions,
            Weights = new RelationalWeights(parts[0].Weight, parts[1].Weight, parts[2].Weight, parts[3].Weight, parts[4].Weight),
            Engagement = peers,
        },
    };
}
