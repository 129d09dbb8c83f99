using InfluenceGrpc.Core.Faults;
using InfluenceGrpc.Core.Fit.Models.Drafts;

namespace InfluenceGrpc.Core.Fit.Models;

/// <summary>Checks <c>affinity</c>.</summary>
internal static class AffinityRuleValidator
{
    public static AffinityRule? Validate(AffinityRuleDraft? draft, FaultList faults)
    {
        var checks = new RuleChecks("affinity", faults);
        if (checks.IsMissing(draft))
        {
            return null;
        }

        var parts = checks.Parts(
            ("passion", draft.Passion),
            ("experience", draft.Experience),
            ("sentiment", draft.Sentiment),
            ("neutrality", draft.Neutrality),
            ("kinship", draft.Kinship));
        return new AffinityRule
        {
            Passion = parts[0],
            Experience = parts[1],
            Sentiment = parts[2],
            Neutrality = parts[3],
            Kinship = parts[4],
            PassionSmoothing = checks.Constant("passionSmoothing", draft.PassionSmoothing),
        };
    }
}
