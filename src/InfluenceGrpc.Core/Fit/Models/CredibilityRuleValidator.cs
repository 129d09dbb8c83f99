using InfluenceGrpc.Core.Creators;
using InfluenceGrpc.Core.Faults;
using InfluenceGrpc.Core.Fit.Models.Drafts;

namespace InfluenceGrpc.Core.Fit.Models;

/// <summary>Checks <c>credibility</c>.</summary>
internal static class CredibilityRuleValidator
{
    private const string Path = "credibility";

    public static CredibilityRule? Validate(CredibilityRuleDraft? draft, FaultList faults)
    {
        var checks = new RuleChecks(Path, faults);
        if (checks.IsMissing(draft))
        {
            return null;
        }

        var parts = checks.Parts(
            ("authenticity", draft.Authenticity),
            ("saturation", draft.Saturation),
            ("disclosure", draft.Disclosure),
            ("acceptance", draft.Acceptance));
        var (authenticLow, authenticHigh) = ReadAuthenticRange(draft, checks, faults);
        return new CredibilityRule
        {
            Authenticity = parts[0],
            Saturation = parts[1],
            Disclosure = parts[2],
            Acceptance = parts[3],
            AuthenticLow = authenticLow,
            AuthenticHigh = authenticHigh,
            Bands = ReadBands(draft.Bands, faults),
            Decay = checks.Required("decay", draft.Decay, FitModelLimits.LeastConstant, FitModelLimits.MostRate),
            DecayByEngagement = checks.Optional("decayByEngagement", draft.DecayByEngagement, 0, FitModelLimits.MostRate),
            DecayByConcentration = checks.Optional("decayByConcentration", draft.DecayByConcentration, 0, FitModelLimits.MostRate),
        };
    }

    private static (double Low, double High) ReadAuthenticRange(CredibilityRuleDraft draft, RuleChecks checks, FaultList faults)
    {
        var before = faults.Count;
        var (low, high) = (checks.Share("authenticLow", draft.AuthenticLow), checks.Divisor("authenticHigh", draft.AuthenticHigh));

        // A low end of 1 leaves no room for a high one: this refuses it too.
        if (faults.Count == before && high <= low)
        {
            checks.Reject("authenticHigh", FaultCode.NotIncreasing, "must be more than authenticLow.");
        }

        return (low, high);
    }

    private static List<SponsorshipBand> ReadBands(IReadOnlyList<SponsorshipBandDraft>? drafts, FaultList faults)
    {
        var path = FaultPath.Join(Path, "bands");
        var bands = new List<SponsorshipBand>();
        if (drafts is null || drafts.Count is 0 or > FitModelLimits.MaxBands)
        {
            faults.Add(path, drafts?.Count > 0 ? FaultCode.TooMany : FaultCode.Required,
                $"must hold 1 to {FitModelLimits.MaxBands} bands; got {drafts?.Count ?? 0}.");
            return bands;
        }

        for (var i = 0; i < drafts.Count; i++)
        {
            var checks = new RuleChecks(FaultPath.Item(path, i), faults);
            var followers = checks.Whole("followers", drafts[i].Followers, 1, FollowerCount.Max);
            if (i > 0 && followers is >= 1 and <= FollowerCount.Max && followers <= drafts[i - 1].Followers)
            {
                checks.Reject("followers", FaultCode.NotIncreasing, "must be more than the band before has.");
            }

            var (low, high) = ReadShares(drafts[i], checks, faults);
            bands.Add(new SponsorshipBand(followers, low, high));
        }

        return bands;
    }

    private static (double Low, double High) ReadShares(SponsorshipBandDraft draft, RuleChecks checks, FaultList faults)
    {
        var before = faults.Count;
        var (low, high) = (checks.Share("low", draft.Low), checks.Divisor("high", draft.High));
        if (faults.Count == before && high < low)
        {
            checks.Reject("high", FaultCode.NotIncreasing, "must be at least low.");
        }

        return (low, high);
    }
}
