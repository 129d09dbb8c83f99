using InfluenceGrpc.Core.Faults;
using InfluenceGrpc.Core.Fit.Models.Drafts;

namespace InfluenceGrpc.Core.Fit.Models;

/// <summary>Checks <c>audience</c>.</summary>
internal static class AudienceRuleValidator
{
    public static AudienceRule? Validate(AudienceRuleDraft? draft, FaultList faults)
    {
        var checks = new RuleChecks("audience", faults);
        if (checks.IsMissing(draft))
        {
            return null;
        }

        // In the order of AudienceDimension. The usual cost of an engagement within the target is divided by their means.
        var dimensions = checks.Parts(
            FitModelLimits.LeastWeight,
            ("countries", draft.Countries),
            ("regions", draft.Regions),
            ("languages", draft.Languages),
            ("interests", draft.Interests),
            ("ages", draft.Ages),
            ("genders", draft.Genders));
        return new AudienceRule(dimensions, checks.Share("frechetShare", draft.FrechetShare));
    }
}
