using InfluenceGrpc.Core.Creators;
using static InfluenceGrpc.Core.Fit.Scoring.FitWords;

namespace InfluenceGrpc.Core.Fit.Scoring;

/// <summary>Says in English sentences what a score came from. Their wording may change.</summary>
public static class FitSentences
{
    /// <summary>What a component came from: what is known first, then what is not; at least one sentence.</summary>
    /// <param name="component">Which.</param>
    /// <param name="brief">What the creator was scored against.</param>
    /// <param name="profile">The creator.</param>
    /// <param name="figures">The score.</param>
    public static IReadOnlyList<string> Of(FitComponent component, CompiledBrief brief, CreatorProfile profile, FitFigures figures)
    {
        ArgumentNullException.ThrowIfNull(brief);
        ArgumentNullException.ThrowIfNull(profile);
        ArgumentNullException.ThrowIfNull(figures);
        var instead = brief.Brief.MissingPolicy switch
        {
            MissingPolicy.Pessimistic => "what is low among peers takes its place",
            MissingPolicy.Exclude => "it is left out",
            _ => "what is usual among peers takes its place",
        };
        return figures[component].Status switch
        {
            ComponentStatus.NotAsked => ["The brief does not ask for it, or gives it no weight."],
            ComponentStatus.Imputed or ComponentStatus.Excluded => [$"The profile tells nothing of it; {instead}."],
            ComponentStatus.Known => ComponentSentences.Of(component, brief, profile, figures),
            _ => [.. ComponentSentences.Of(component, brief, profile, figures), Unknown(brief.PartsOf(component), figures[component].Parts, instead)],
        };
    }

    /// <summary>Why a creator does not meet a constraint.</summary>
    /// <param name="reason">Which constraint.</param>
    /// <param name="brief">What the creator was scored against.</param>
    /// <param name="profile">The creator.</param>
    public static string Of(IneligibilityReason reason, CompiledBrief brief, CreatorProfile profile)
    {
        ArgumentNullException.ThrowIfNull(brief);
        ArgumentNullException.ThrowIfNull(profile);
        var constraints = brief.Brief.Constraints;
        return reason switch
        {
            IneligibilityReason.Platform =>
                $"The creator is on {profile.Platform}, and the brief takes {List([.. constraints.Platforms.Select(platform => $"{platform}")])}.",
            IneligibilityReason.PlatformUnknown => "The platform is not known, and the brief does not take every one.",
            IneligibilityReason.Tier => $"The creator is in no tier of {constraints.Tiers!.Scheme.Id} that the brief takes.",
            IneligibilityReason.TierUnknown => $"Too little is known to tell the creator's tier in {constraints.Tiers!.Scheme.Id}.",
            IneligibilityReason.TooFewFollowers =>
                $"{Number(profile.Followers!.Value)} followers are fewer than the {Number(constraints.MinFollowers!.Value)} wanted at least.",
            IneligibilityReason.TooManyFollowers =>
                $"{Number(profile.Followers!.Value)} followers are more than the {Number(constraints.MaxFollowers!.Value)} wanted at most.",
            IneligibilityReason.FollowersUnknown => "The follower count is not known, and the brief limits it.",
            IneligibilityReason.AuthenticShare =>
                $"{Percent(profile.Audience!.AuthenticShare!.Value)} of the audience are real people; at least {Percent(constraints.MinAuthenticShare!.Value)} are wanted.",
            IneligibilityReason.AuthenticShareUnknown => "It is not known how much of the audience are real people.",
            IneligibilityReason.Language => $"Too little of the audience speaks {List([.. constraints.Languages!.Keys])}.",
            IneligibilityReason.LanguageUnknown => $"It is not known whether enough of the audience speaks {List([.. constraints.Languages!.Keys])}.",
            IneligibilityReason.Excluded => "The brief excludes this creator by name.",
            IneligibilityReason.PriceUnknown => $"No price for a {Words(brief.Brief.Cost!.Deliverable)} in {brief.Brief.Cost.CurrencyCode} is known.",
            IneligibilityReason.PriceTooHigh => TooDear(brief, profile),
            IneligibilityReason.CompetitorExclusivity => "The creator is bound to a competitor when the campaign begins.",
            IneligibilityReason.Detractor => $"The creator speaks ill of {brief.Brief.Brand}.",
            IneligibilityReason.SafetyFlag => $"Safety flags that the brief does not tolerate: {List(Untolerated(constraints.ToleratedSafetyFlags, profile))}.",
            _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, message: null),
        };
    }

    /// <summary>Why a score deserves a word of caution.</summary>
    /// <param name="flag">Which word.</param>
    /// <param name="brief">What the creator was scored against.</param>
    /// <param name="profile">The creator.</param>
    /// <param name="figures">The score.</param>
    public static string Of(CautionFlag flag, CompiledBrief brief, CreatorProfile profile, FitFigures figures)
    {
        ArgumentNullException.ThrowIfNull(brief);
        ArgumentNullException.ThrowIfNull(profile);
        ArgumentNullException.ThrowIfNull(figures);
        return flag switch
        {
            CautionFlag.EngagementAnomaly =>
                $"An engagement rate of {Percent(figures.Engagement.Rate!.Value.Rate)} is far above what peers reach (their median is {Percent(figures.Engagement.MedianRate)}): it may be bought, or one post that went round.",
            CautionFlag.LowCoverage => $"The score rests on {Percent(figures.Coverage)} of what the brief asks for.",
            CautionFlag.FewPosts => $"Engagement was taken over no more than {Number(figures.Engagement.Rate!.Value.SamplePosts!.Value)} posts.",
            CautionFlag.PriceInOtherCurrency =>
                $"There is a price for a {Words(brief.Brief.Cost!.Deliverable)}, in another currency than {brief.Brief.Cost.CurrencyCode}.",
            CautionFlag.OverSponsored =>
                $"{Percent(profile.Sponsorship!.SponsoredShare!.Value)} of the posts are paid; audiences accept {Percent(brief.Bands.At(profile.Followers!.Value))} at this size.",
            CautionFlag.Undisclosed => $"{Percent(profile.Sponsorship!.DisclosedShare!.Value)} of the paid posts say that they are paid.",
            CautionFlag.LowAuthenticity => $"{Percent(profile.Audience!.AuthenticShare!.Value)} of the audience are real people; followers may be bought.",
            _ => throw new ArgumentOutOfRangeException(nameof(flag), flag, message: null),
        };
    }

    private static string Unknown(ReadOnlySpan<CompiledPart> parts, ReadOnlySpan<PartFigure> figures, string instead)
    {
        var unknown = new List<string>();
        for (var i = 0; i < parts.Length; i++)
        {
            if (!figures[i].Known && parts[i].Weight > 0)
            {
                unknown.Add(parts[i].Name);
            }
        }

        return $"Not known: {List(unknown)}; {instead}.";
    }

    private static string TooDear(CompiledBrief brief, CreatorProfile profile)
    {
        var cost = brief.Brief.Cost!;
        var price = CostStep.PriceOf(profile, cost.Deliverable, cost.CurrencyCode, out _);
        return $"A {Words(cost.Deliverable)} costs {Amount((double)price!.Value)} {cost.CurrencyCode}; the brief pays at most {Amount(cost.MaximumPrice!.Value)}.";
    }

    private static string[] Untolerated(IReadOnlySet<SafetyFlag> tolerated, CreatorProfile profile) =>
        [.. profile.SafetyFlags.Where(flag => !tolerated.Contains(flag)).Select(Words)];
}
