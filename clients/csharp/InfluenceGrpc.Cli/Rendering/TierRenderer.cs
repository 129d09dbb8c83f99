using Influence.V1;

namespace InfluenceGrpc.Cli.Rendering;

/// <summary>One creator's tiers, each with its reasons.</summary>
internal sealed class TierRenderer(Ink ink)
{
    public void Render(ulong followers, ClassifyTierResponse answer)
    {
        ink.Line($"[bold]{Figures.Count(followers)} followers[/]");
        foreach (var classification in answer.Classifications)
        {
            ink.Line();
            Render(classification);
        }

        if (answer.Agreement is { Votes: > 1, HasAgreement: true } agreement)
        {
            ink.Line();
            var majority = agreement.Majority == CanonicalTier.Unspecified ? "unranked" : agreement.Majority.ToString().ToLowerInvariant();
            ink.Line($"{Figures.Percent(agreement.Agreement)} of {agreement.Votes} schemes agree on [bold]{majority}[/]");
        }
    }

    private void Render(TierClassification classification)
    {
        var name = classification.Tier is { } tier ? $"[green]{Ink.Plain(tier.Label)}[/]" : "[grey]unranked[/]";
        ink.Line(
            $"{name}  in [bold]{Ink.Plain(classification.SchemeId)}[/] (version {classification.SchemeVersion}): "
            + Ink.Plain(classification.SchemeTitle));
        if (classification.HasLowerFollowers || classification.HasUpperFollowers)
        {
            var upper = classification.HasUpperFollowers ? $"up to {Figures.Count(classification.UpperFollowers - 1)}" : "and more";
            ink.Line($"  band      {Figures.Count(classification.LowerFollowers)} {upper}");
        }

        if (classification.HasNearestBound && classification.HasBoundaryMargin)
        {
            var near = classification.NearBoundary ? "  [yellow]within 5 %: a few followers may change the tier[/]" : "";
            ink.Line($"  nearest   {Figures.Count(classification.NearestBound)} ({Distance(classification.BoundaryMargin)}){near}");
        }

        if (classification.HasPopulationShare)
        {
            ink.Line($"  standing  more followers than {Figures.Percent(classification.PopulationShare)} of the population");
        }

        ink.Line($"  rule      {Ink.Plain(classification.Rule)}");
    }

    private static string Distance(double margin) => margin switch
    {
        0 => "at the bound",
        double.NegativeInfinity => "no followers",
        > 0 => $"{Figures.Percent(Math.Exp(margin) - 1)} above",
        _ => $"{Figures.Percent(1 - Math.Exp(margin))} below",
    };
}
