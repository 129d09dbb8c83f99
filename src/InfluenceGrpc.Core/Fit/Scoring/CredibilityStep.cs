using InfluenceGrpc.Core.Creators;
using InfluenceGrpc.Core.Fit.Models;
using InfluenceGrpc.Core.Numerics;

namespace InfluenceGrpc.Core.Fit.Scoring;

/// <summary>Step 2.4: whether the creator is believed. After engagement and concentration, which it goes by.</summary>
internal static class CredibilityStep
{
    private const int Authenticity = 0;
    private const int Saturation = 1;
    private const int Disclosure = 2;
    private const int Acceptance = 3;

    /// <summary>Fills in the parts.</summary>
    public static void Evaluate(CompiledBrief brief, CreatorProfile profile, FitFigures into)
    {
        var rule = brief.Model.Credibility;
        var parts = into[FitComponent.Credibility].Filling;
        if (profile.Audience?.AuthenticShare is { } authentic)
        {
            parts[Authenticity] = Certain((authentic - rule.AuthenticLow) / (rule.AuthenticHigh - rule.AuthenticLow));
            Note(CautionFlag.LowAuthenticity, ShareBound.IsBelow(authentic, brief.Model.Caution.LowAuthenticShare), into);
        }

        if (profile.Sponsorship is not { } sponsorship)
        {
            return;
        }

        if (sponsorship.SponsoredShare is { } sponsored && profile.Followers is not null)
        {
            var accepted = brief.Bands.AtLog(into.LogFollowers);
            parts[Saturation] = SaturationPart(rule, sponsored, accepted, Posts(brief, sponsorship), Decay(rule, into));
            Note(CautionFlag.OverSponsored, ShareBound.IsAbove(sponsored, accepted), into);
        }

        // Whoever has no sponsored posts has none to declare, and none that the audience could mind.
        var hasNone = sponsorship.SponsoredShare == 0;
        if ((hasNone ? 1 : sponsorship.DisclosedShare) is { } disclosed)
        {
            // Of how many paid posts is not known where the share of them is not: of one, then, which tells least.
            var paid = sponsorship.SponsoredShare is { } share ? Math.Max(1, Posts(brief, sponsorship) * share) : 1;
            parts[Disclosure] = DisclosurePart(rule.Disclosure.Prior, disclosed, paid);
            Note(CautionFlag.Undisclosed, ShareBound.IsBelow(disclosed, brief.Model.Caution.LowDisclosedShare), into);
        }

        if ((hasNone ? 1 : sponsorship.PaidToOrganicRatio) is { } ratio)
        {
            parts[Acceptance] = Certain(ratio);
        }
    }

    // What is not known of the two counts as 1: hiding it must not soften the decay.
    private static double Decay(CredibilityRule rule, FitFigures figures)
    {
        var engagement = figures.Engagement.Rate is null ? 1 : figures.Engagement.Percentile;
        var concentration = figures[FitComponent.Concentration].Parts[0] is { Known: true, Value: var known } ? known : 1;
        return rule.Decay * (1 + (rule.DecayByEngagement * engagement) + (rule.DecayByConcentration * concentration));
    }

    private static double Posts(CompiledBrief brief, Sponsorship sponsorship) =>
        sponsorship.SamplePosts ?? brief.Model.Engagement.Benchmark.DefaultSamplePosts;

    // How far chance reaches is told by the steepest decay, whatever the creator's own: else a fact about engagement could
    // make less sure what is known of sponsorship.
    private static PartFigure SaturationPart(CredibilityRule rule, double sponsored, double accepted, double posts, double decay)
    {
        var error = BinomialError(sponsored, posts);
        var steepest = rule.Decay * (1 + rule.DecayByEngagement + rule.DecayByConcentration);
        var middle = At(sponsored, steepest);
        var prior = rule.Saturation.Prior;
        return new PartFigure
        {
            Known = true,
            Value = At(sponsored, decay),
            Down = Math.Min(middle - At(sponsored + error, steepest), prior.Mean - prior.Low),
            Up = Math.Min(At(sponsored - error, steepest) - middle, prior.High - prior.Mean),
        };

        double At(double share, double rate) => share <= accepted ? 1 : PortableMath.Exp(-rate * (share - accepted) / accepted);
    }

    private static PartFigure DisclosurePart(Prior prior, double disclosed, double posts)
    {
        var error = BinomialError(disclosed, posts);
        return new PartFigure
        {
            Known = true,
            Value = disclosed,
            Down = Math.Min(Math.Min(error, disclosed), prior.Mean - prior.Low),
            Up = Math.Min(Math.Min(error, 1 - disclosed), prior.High - prior.Mean),
        };
    }

    // A share counted over so many posts: 80 % of the time it is no further off.
    private static double BinomialError(double share, double posts) => EngagementStep.Ninetieth * Math.Sqrt(share * (1 - share) / posts);

    private static PartFigure Certain(double value) => new() { Known = true, Value = Math.Clamp(value, 0, 1) };

    private static void Note(CautionFlag flag, bool applies, FitFigures into)
    {
        if (applies)
        {
            into.Note(flag);
        }
    }
}
