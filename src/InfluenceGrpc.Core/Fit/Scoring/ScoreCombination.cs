using InfluenceGrpc.Core.Numerics;

namespace InfluenceGrpc.Core.Fit.Scoring;

/// <summary>Step 3: parts make components, components make the score.</summary>
/// <remarks>
/// 3.1 A part that is not known takes its prior: the mean, the low or nothing, as the brief's policy says.
/// 3.2 Parts make a component's value, and its value with the neutral policy.
/// 3.3 The score is the weighted mean of the components, and their contributions its parts.
/// 3.4 The interval stands around the score with the neutral policy, whatever the policy: it is about the score that would
/// come out if everything were known. Parts are taken for independent, so their reaches add up as the root of the sum of
/// squares. It is cut off at 0 and 100, and stretched to hold the score where another policy took it out.
/// </remarks>
internal static class ScoreCombination
{
    public static void Combine(CompiledBrief brief, FitFigures into)
    {
        var policy = brief.Brief.MissingPolicy;
        var (counted, neutral, coverage) = (0.0, 0.0, 0.0);
        var (downSquared, upSquared) = (0.0, 0.0);
        foreach (var compiled in brief.Components)
        {
            var figure = into[compiled.Component];
            if (compiled.Weight == 0)
            {
                Leave(figure, ComponentStatus.NotAsked);
                continue;
            }

            CombineParts(compiled, policy, figure);
            var weight = compiled.Weight / brief.TotalWeight;
            neutral += weight * figure.NeutralValue;
            coverage += compiled.Weight * figure.KnownShare;
            downSquared += weight * weight * figure.DownSquared;
            upSquared += weight * weight * figure.UpSquared;
            counted += figure.Counts ? compiled.Weight : 0;
            if (compiled.Component == FitComponent.Audience)
            {
                var (down, up) = AudienceStep.Dependence(brief, figure.Parts);
                downSquared += weight * weight * down;
                upSquared += weight * weight * up;
            }
        }

        into.Coverage = coverage / brief.TotalWeight;
        into.Spread = (100 * Math.Sqrt(downSquared), 100 * Math.Sqrt(upSquared));
        into.HasScore = counted > 0;
        into.Score = counted > 0 ? Contribute(brief, counted, into) : 0;
        into.Lower = Math.Min(into.Score, Math.Clamp((100 * neutral) - into.Spread.Down, 0, 100));
        into.Upper = Math.Max(into.Score, Math.Clamp((100 * neutral) + into.Spread.Up, 0, 100));
    }

    private static double Contribute(CompiledBrief brief, double counted, FitFigures into)
    {
        var score = 0.0;
        foreach (var compiled in brief.Components)
        {
            var figure = into[compiled.Component];
            if (!figure.Counts)
            {
                continue;
            }

            figure.Weight = compiled.Weight / counted;
            figure.Contribution = 100 * figure.Weight * figure.Value;
            score += figure.Contribution;
        }

        // Weights that are rounded may sum to a little more than 1.
        return Math.Min(100, score);
    }

    private static void CombineParts(CompiledComponent compiled, MissingPolicy policy, ComponentFigure figure)
    {
        var parts = figure.Filling;
        var known = 0.0;
        (figure.DownSquared, figure.UpSquared) = (0, 0);
        for (var i = 0; i < parts.Length; i++)
        {
            var (weight, prior) = (compiled.Parts[i].Weight, compiled.Parts[i].Prior);
            if (!parts[i].Known)
            {
                parts[i].Value = prior.Mean;
                parts[i].Down = prior.Mean - prior.Low;
                parts[i].Up = prior.High - prior.Mean;
            }

            known += parts[i].Known ? weight : 0;
            figure.DownSquared += weight * weight * parts[i].Down * parts[i].Down;
            figure.UpSquared += weight * weight * parts[i].Up * parts[i].Up;
        }

        // Weights that are shares of a whole may sum to a little less or more than 1.
        var isAllKnown = AllKnown(compiled, parts);
        figure.KnownShare = isAllKnown ? 1 : Math.Min(1, known);
        figure.NeutralValue = Mean(compiled, parts, MissingPolicy.Neutral);
        if (policy == MissingPolicy.Exclude && known == 0)
        {
            Leave(figure, ComponentStatus.Excluded);
            return;
        }

        figure.Value = policy == MissingPolicy.Neutral ? figure.NeutralValue : Mean(compiled, parts, policy);
        figure.Status = known == 0 ? ComponentStatus.Imputed
            : isAllKnown ? ComponentStatus.Known
            : ComponentStatus.PartlyKnown;
    }

    private static bool AllKnown(CompiledComponent compiled, ReadOnlySpan<PartFigure> parts)
    {
        for (var i = 0; i < parts.Length; i++)
        {
            if (!parts[i].Known && compiled.Parts[i].Weight > 0)
            {
                return false;
            }
        }

        return true;
    }

    private static double Mean(CompiledComponent compiled, ReadOnlySpan<PartFigure> parts, MissingPolicy policy)
    {
        var (weights, sum) = (0.0, 0.0);
        var isGeometric = compiled.Combination == Combination.GeometricMean;
        for (var i = 0; i < parts.Length; i++)
        {
            var weight = compiled.Parts[i].Weight;
            if (weight == 0 || (policy == MissingPolicy.Exclude && !parts[i].Known))
            {
                continue;
            }

            var value = parts[i].Known || policy != MissingPolicy.Pessimistic ? parts[i].Value : compiled.Parts[i].Prior.Low;
            weights += weight;
            sum += weight * (isGeometric ? PortableMath.Log(value) : value);
        }

        return Math.Clamp(isGeometric ? PortableMath.Exp(sum / weights) : sum / weights, 0, 1);
    }

    private static void Leave(ComponentFigure figure, ComponentStatus status)
    {
        figure.Status = status;
        (figure.Value, figure.Weight, figure.Contribution) = (0, 0, 0);
        if (status == ComponentStatus.NotAsked)
        {
            (figure.KnownShare, figure.NeutralValue, figure.DownSquared, figure.UpSquared) = (0, 0, 0, 0);
        }
    }
}
