using InfluenceGrpc.Core.Creators.Drafts;
using InfluenceGrpc.Core.Faults;

namespace InfluenceGrpc.Core.Creators;

/// <summary>Checks <c>engagement</c>.</summary>
internal static class EngagementValidator
{
    public static Engagement? Validate(EngagementDraft? draft, FaultList faults)
    {
        if (draft is null)
        {
            return null;
        }

        CheckAtMost(ProfileLimits.MaxEngagementRate, draft.Rate, "engagement.rate", faults);
        CheckAtMost(ProfileLimits.MaxAverage, draft.AverageLikes, "engagement.averageLikes", faults);
        CheckAtMost(ProfileLimits.MaxAverage, draft.AverageComments, "engagement.averageComments", faults);
        CheckAtMost(ProfileLimits.MaxAverage, draft.AverageShares, "engagement.averageShares", faults);
        CheckAtMost(ProfileLimits.MaxAverage, draft.AverageViews, "engagement.averageViews", faults);
        CheckAtMost(ProfileLimits.MaxAverage, draft.AverageReach, "engagement.averageReach", faults);
        CheckLabels(draft, faults);
        return new Engagement
        {
            Rate = draft.Rate,
            Basis = draft.Basis,
            Statistic = draft.Statistic,
            AverageLikes = draft.AverageLikes,
            AverageComments = draft.AverageComments,
            AverageShares = draft.AverageShares,
            AverageViews = draft.AverageViews,
            AverageReach = draft.AverageReach,
            SamplePosts = draft.SamplePosts,
        };
    }

    private static void CheckLabels(EngagementDraft draft, FaultList faults)
    {
        if (!Enum.IsDefined(draft.Basis))
        {
            faults.Add("engagement.basis", FaultCode.UnknownValue, $"is not a known basis; got {(int)draft.Basis}.");
        }
        else if (draft.Rate is not null && draft.Basis == EngagementBasis.Unspecified)
        {
            // 3 % of followers and 3 % of views are different facts: a rate without its basis says nothing.
            faults.Add("engagement.basis", FaultCode.Required, "must be given with a rate.");
        }

        if (!Enum.IsDefined(draft.Statistic))
        {
            faults.Add("engagement.statistic", FaultCode.UnknownValue, $"is not a known statistic; got {(int)draft.Statistic}.");
        }

        if (draft.SamplePosts == 0)
        {
            faults.Add("engagement.samplePosts", FaultCode.OutOfRange, "must be at least 1; leave it out when it is not known.");
        }
    }

    // Whatever is computed of them stays finite.
    private static void CheckAtMost(double most, double? value, string path, FaultList faults)
    {
        if (NumberRule.Between(value, 0, most) is { } wrong)
        {
            faults.Add(path, wrong);
        }
    }
}
