using InfluenceGrpc.Core.Creators.Benchmarks;
using InfluenceGrpc.Core.Faults;
using InfluenceGrpc.Core.Fit.Models.Drafts;

namespace InfluenceGrpc.Core.Fit.Models;

/// <summary>Checks the rules that have no parts: each a few numbers, most with a prior.</summary>
internal static class PlainRuleValidator
{
    public static NicheRule? Niche(NicheRuleDraft? draft, FaultList faults)
    {
        var checks = new RuleChecks("niche", faults);
        if (checks.IsMissing(draft))
        {
            return null;
        }

        return new NicheRule(checks.Constant("half", draft.Half), checks.Prior(draft.Prior));
    }

    /// <summary>Null also where its benchmark is faulty.</summary>
    public static EngagementRule? Engagement(EngagementRuleDraft? draft, FaultList faults)
    {
        var checks = new RuleChecks("engagement", faults);
        if (checks.IsMissing(draft))
        {
            return null;
        }

        EngagementBenchmark? benchmark = null;
        if (!new RuleChecks("engagement.benchmark", faults).IsMissing(draft.Benchmark))
        {
            benchmark = EngagementBenchmarkValidator.Validate(draft.Benchmark, "engagement.benchmark", faults);
            PeersValidator.CheckBounds(benchmark, "engagement.benchmark", faults);
        }

        var spreads = checks.Constant("anomalySpreads", draft.AnomalySpreads);
        var prior = checks.Prior(draft.Prior);
        return benchmark is null ? null : new EngagementRule(benchmark, spreads, prior);
    }

    public static ResponsivenessRule? Responsiveness(ResponsivenessRuleDraft? draft, FaultList faults)
    {
        var checks = new RuleChecks("responsiveness", faults);
        if (checks.IsMissing(draft))
        {
            return null;
        }

        return new ResponsivenessRule(checks.Divisor("medianReplyShare", draft.MedianReplyShare), checks.Prior(draft.Prior));
    }

    public static ConcentrationRule? Concentration(ConcentrationRuleDraft? draft, FaultList faults)
    {
        var checks = new RuleChecks("concentration", faults);
        if (checks.IsMissing(draft))
        {
            return null;
        }

        return new ConcentrationRule(checks.Whole("categories", draft.Categories, 2), checks.Prior(draft.Prior));
    }

    public static SizeRule? Size(SizeRuleDraft? draft, FaultList faults)
    {
        var checks = new RuleChecks("size", faults);
        return checks.IsMissing(draft) ? null : new SizeRule(checks.Prior(draft.Prior));
    }

    public static CautionRule? Caution(CautionRuleDraft? draft, FaultList faults)
    {
        var checks = new RuleChecks("caution", faults);
        if (checks.IsMissing(draft))
        {
            return null;
        }

        return new CautionRule(
            checks.Share("lowCoverage", draft.LowCoverage),
            checks.Share("lowAuthenticShare", draft.LowAuthenticShare),
            checks.Share("lowDisclosedShare", draft.LowDisclosedShare),
            draft.FewPosts ?? 0);
    }
}
