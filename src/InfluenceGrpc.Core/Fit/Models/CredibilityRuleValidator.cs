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
        CheckAuthenticRange(draft, checks, faults);
        var bands = ReadBands(draft.Bands, faults);
        checks.Positive("decay", draft.Decay);
        checks.NotNegative("decayByEngagement", draft.DecayByEngagement);
        checks.NotNegative("decayByConcentration", draft.DecayByConcentration);
        return new CredibilityRule
        {
            Authenticity = parts[0],
            Saturation = parts[1],
            Disclosure = parts[2],
            Acceptance = parts[3],
            AuthenticLow = draft.AuthenticLow,
            AuthenticHigh = draft.AuthenticHigh,
            Bands = bands,
            Decay = draft.Decay,
            DecayByEngagement = draft.DecayByEngagement,
            DecayByConcentration = draft.DecayByConcentration,
        };
    }

    private static void CheckAuthenticRange(CredibilityRuleDraft draft, RuleChecks checks, FaultList faults)
    {
        var before = faults.Count;
        checks.Share("authenticLow", draft.AuthenticLow);
        checks.PositiveShare("authenticHigh", draft.AuthenticHigh);

        // A low end of 1 leaves no room for a high one: this refuses it too.
        if (faults.Count == before && draft.AuthenticHigh <= draft.AuthenticLow)
        {
            checks.Reject("authenticHigh", FaultCode.NotIncreasing, "must be more than authenticLow.");
        }
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
            checks.Whole("followers", drafts[i].Followers, 1, FollowerCount.Max);
            if (i > 0 && drafts[i].Followers is >= 1 and <= FollowerCount.Max && drafts[i].Followers <= drafts[i - 1].Followers)
            {
                checks.Reject("followers", FaultCode.NotIncreasing, "must be more than the band before has.");
            }

            CheckShares(drafts[i], checks, faults);
            bands.Add(new SponsorshipBand(drafts[i].Followers, drafts[i].Low, drafts[i].High));
        }

        return bands;
    }

    private static void CheckShares(SponsorshipBandDraft draft, RuleChecks checks, FaultList faults)
    {
        var before = faults.Count;
        checks.Share("low", draft.Low);
        checks.PositiveShare("high", draft.High);
        if (faults.Count == before && draft.High < draft.Low)
        {
            checks.Reject("high", FaultCode.NotIncreasing, "must be at least low.");
        }
    }
}
