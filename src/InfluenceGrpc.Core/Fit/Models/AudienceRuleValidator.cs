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

        // In the order of AudienceDimension.
        var dimensions = checks.Parts(
            ("countries", draft.Countries),
            ("regions", draft.Regions),
            ("languages", draft.Languages),
            ("interests", draft.Interests),
            ("ages", draft.Ages),
            ("genders", draft.Genders));
        checks.Share("frechetShare", draft.FrechetShare);
        return new AudienceRule(dimensions, draft.FrechetShare);
    }
}
