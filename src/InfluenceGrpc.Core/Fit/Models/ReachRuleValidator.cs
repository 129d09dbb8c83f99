using InfluenceGrpc.Core.Creators;
using InfluenceGrpc.Core.Faults;
using InfluenceGrpc.Core.Fit.Models.Drafts;

namespace InfluenceGrpc.Core.Fit.Models;

/// <summary>Checks <c>reach</c>.</summary>
internal static class ReachRuleValidator
{
    private const string Path = "reach";

    public static ReachRule? Validate(ReachRuleDraft? draft, FaultList faults)
    {
        var checks = new RuleChecks(Path, faults);
        if (checks.IsMissing(draft))
        {
            return null;
        }

        var knots = ReadKnots(draft.Knots, faults);
        checks.Text("source", draft.Source, FitModelLimits.MaxTextBytes);
        return new ReachRule(
            knots,
            draft.Source ?? "",
            checks.Year("year", draft.Year),
            Spread("logSpread", draft.LogSpread),
            Spread("curveLogSpread", draft.CurveLogSpread),
            Spread("ownLogSpread", draft.OwnLogSpread),
            checks.Required("nicheShare", draft.NicheShare, FitModelLimits.LeastNicheShare, 1));

        double Spread(string field, double? value) => checks.Optional(field, value, 0, FitModelLimits.MostReachLogSpread);
    }

    private static List<ReachKnot> ReadKnots(IReadOnlyList<ReachKnotDraft>? drafts, FaultList faults)
    {
        var path = FaultPath.Join(Path, "knots");
        var knots = new List<ReachKnot>();
        if (drafts is null || drafts.Count is 0 or > FitModelLimits.MaxReachKnots)
        {
            faults.Add(path, drafts?.Count > 0 ? FaultCode.TooMany : FaultCode.Required,
                $"must hold 1 to {FitModelLimits.MaxReachKnots} knots; got {drafts?.Count ?? 0}.");
            return knots;
        }

        for (var i = 0; i < drafts.Count; i++)
        {
            var checks = new RuleChecks(FaultPath.Item(path, i), faults);
            var followers = checks.Whole("followers", drafts[i].Followers, 1, FollowerCount.Max);
            if (i > 0 && followers is >= 1 and <= FollowerCount.Max && followers <= drafts[i - 1].Followers)
            {
                checks.Reject("followers", FaultCode.NotIncreasing, "must be more than the knot before has.");
            }

            knots.Add(new ReachKnot(followers, checks.Required("reachRate", drafts[i].ReachRate, FitModelLimits.LeastReachRate, 1)));
        }

        return knots;
    }
}
