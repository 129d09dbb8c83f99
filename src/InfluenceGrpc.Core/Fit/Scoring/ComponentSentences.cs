using InfluenceGrpc.Core.Creators;
using static InfluenceGrpc.Core.Fit.Scoring.FitWords;

namespace InfluenceGrpc.Core.Fit.Scoring;

/// <summary>Says which figures of a profile a component came from.</summary>
internal static class ComponentSentences
{
    /// <summary>One sentence a figure that is known; at least one where the component is known, wholly or partly.</summary>
    public static IReadOnlyList<string> Of(FitComponent component, CompiledBrief brief, CreatorProfile profile, FitFigures figures) => component switch
    {
        FitComponent.Niche => [$"The content's topics are {Percent(brief.Topics!.Cosine(profile.Topics!))} alike to those wanted."],
        FitComponent.Audience => EachKnown(component, brief, figures, InAudience),
        FitComponent.Engagement => [Engagement(figures.Engagement)],
        FitComponent.Credibility => EachKnown(component, brief, figures, (name, _) => Credible(name, brief, profile)),
        FitComponent.Affinity => EachKnown(component, brief, figures, (name, value) => Affine(name, value, brief, profile)),
        FitComponent.Proximity => EachKnown(component, brief, figures, Near),
        FitComponent.Responsiveness =>
            [$"The creator answers {Percent(profile.ReplyShare!.Value)} of the comments; the median of peers is {Percent(brief.Model.Responsiveness.MedianReplyShare)}."],
        FitComponent.Cost => [Cost(brief, profile, figures)],
        FitComponent.Concentration =>
            [$"The {(profile.Audience?.Interests is null ? "content's topics" : "audience's interests")} are concentrated {Percent(figures[component].Value)} of the way from all alike to one alone."],
        FitComponent.Size => [$"{Number(profile.Followers!.Value)} followers; the brief likes {Number(brief.Brief.Size!.Followers)} best."],
        _ => throw new ArgumentOutOfRangeException(nameof(component), component, message: null),
    };

    private static List<string> EachKnown(
        FitComponent component, CompiledBrief brief, FitFigures figures, Func<string, double, string> sentence)
    {
        var parts = brief.PartsOf(component);
        var known = figures[component].Parts;
        var sentences = new List<string>(parts.Length);
        for (var i = 0; i < parts.Length; i++)
        {
            var figure = known[i];
            if (figure.Known && parts[i].Weight > 0)
            {
                sentences.Add(sentence(parts[i].Name, figure.Value));
            }
        }

        return sentences;
    }

    private static string InAudience(string name, double share) => name switch
    {
        "languages" => $"{Percent(share)} of the audience speaks the languages wanted.",
        "interests" => $"{Percent(share)} of the audience's interests are among those wanted.",
        "ages" or "genders" => $"{Percent(share)} of the audience is of the {name} wanted.",
        _ => $"{Percent(share)} of the audience is in the {name} wanted.",
    };

    private static string Engagement(EngagementFigure figure) =>
        $"An engagement rate of {Percent(figure.Rate!.Value.Rate)} on {Words(figure.Rate.Value.Basis)}, where the median of peers is {Percent(figure.MedianRate)}: " +
        $"{Percent(figure.ExpectedRate)} is to be expected, more than {Percent(figure.Percentile)} of the peers have.";

    private static string Credible(string name, CompiledBrief brief, CreatorProfile profile) => name switch
    {
        "authenticity" => $"{Percent(profile.Audience!.AuthenticShare!.Value)} of the audience are real people.",
        "saturation" =>
            $"{Percent(profile.Sponsorship!.SponsoredShare!.Value)} of the posts are paid; audiences accept {Percent(brief.Bands.At(profile.Followers!.Value))} at this size.",
        "disclosure" => profile.Sponsorship is { SponsoredShare: not 0, DisclosedShare: { } disclosed }
            ? $"{Percent(disclosed)} of the paid posts say that they are paid."
            : "No post is paid, so there is none to declare.",
        _ => profile.Sponsorship is { SponsoredShare: not 0, PaidToOrganicRatio: { } ratio }
            ? $"Paid posts get {Decimal(ratio)} times the engagement of the others."
            : "No post is paid, so there is none that the audience could mind.",
    };

    private static string Affine(string name, double value, CompiledBrief brief, CreatorProfile profile)
    {
        var brand = brief.Brief.Brand;
        var relation = brand is null ? null : AffinityStep.Find(profile.BrandRelations, brand);
        return name switch
        {
            "passion" =>
                $"{Number(relation?.OrganicMentions ?? 0)} of {Number(profile.BrandRelations.Sum(other => (double)(other.Mentions ?? 0)))} mentions of brands are unpaid ones of {brand}.",
            "experience" => $"The creator {(value > 0 ? "uses" : "does not use")} what {brand} sells.",
            "sentiment" => $"The tone towards {brand} is {Decimal(relation!.Sentiment!.Value)}, from -1 to 1.",
            "neutrality" => $"{Percent(1 - value)} of the favourable mentions are of competitors.",
            _ => $"Related brands that the creator mentions speak for it with {Decimal(value)} of 1.",
        };
    }

    private static string Near(string name, double value) => name switch
    {
        "closeness" => $"Closeness to those who decide and buy is {Decimal(value)} of 1.",
        "influence" => $"Influence, told by engagement, is above that of {Percent(value)} of the peers.",
        "experience" => $"The creator uses the products of {Percent(value)} of the brands of which that is known.",
        "insider" => $"Being an insider, told by brands mentioned unpaid, is {Decimal(value)} of 1.",
        _ => $"Neutrality between brands is {Decimal(value)} of 1.",
    };

    private static string Cost(CompiledBrief brief, CreatorProfile profile, FitFigures figures)
    {
        var target = brief.Brief.Cost!;
        var price = (double)CostStep.PriceOf(profile, target.Deliverable, target.CurrencyCode, out _)!.Value;
        var wanted = CostStep.Engagements(profile, figures.Engagement)!.Value * figures.WantedShare;
        var each = wanted > 0 ? $"{Amount(price / wanted)} {target.CurrencyCode} each" : "none to pay for";
        return $"A {Words(target.Deliverable)} costs {Amount(price)} {target.CurrencyCode} and should get {Number(wanted)} engagements within the target audience: " +
            $"{each}, where {Amount(brief.CostReference)} scores one half.";
    }
}
