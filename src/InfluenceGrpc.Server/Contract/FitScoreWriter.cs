using InfluenceGrpc.Core.Creators;
using InfluenceGrpc.Core.Fit;
using InfluenceGrpc.Core.Fit.Scoring;
using V1 = Influence.V1;

namespace InfluenceGrpc.Server.Contract;

/// <summary>Tells of one creator's score, explained.</summary>
internal static class FitScoreWriter
{
    /// <summary>The score, what it is made of, and why.</summary>
    /// <param name="brief">What it was scored against.</param>
    /// <param name="profile">The creator.</param>
    /// <param name="figures">The figures; they hold a score.</param>
    public static V1.FitScore Write(CompiledBrief brief, CreatorProfile profile, FitFigures figures)
    {
        var written = new V1.FitScore
        {
            Score = figures.Score,
            Lower = figures.Lower,
            Upper = figures.Upper,
            Coverage = figures.Coverage,
            Eligible = figures.Ineligibilities.IsEmpty,
        };
        written.Ineligibilities.AddRange(figures.Ineligibilities.ToArray().Select(reason => new V1.Ineligibility
        {
            Reason = (V1.IneligibilityReason)reason,
            Sentence = FitSentences.Of(reason, brief, profile),
        }));
        written.Cautions.AddRange(figures.Cautions.ToArray().Select(flag => new V1.Caution
        {
            Flag = (V1.CautionFlag)flag,
            Sentence = FitSentences.Of(flag, brief, profile, figures),
        }));
        written.Components.Capacity = FitComponents.Count;
        foreach (var component in FitComponents.All)
        {
            written.Components.Add(Write(component, brief, profile, figures));
        }

        if (figures.TargetShare is { } share)
        {
            written.TargetShare = new() { Share = share.Share, Lower = share.Lower, Upper = share.Upper };
        }

        if (figures.Engagement.HasPeers)
        {
            written.ExpectedEngagementRate = figures.Engagement.ExpectedRate;
        }

        return written;
    }

    private static V1.ComponentScore Write(FitComponent component, CompiledBrief brief, CreatorProfile profile, FitFigures figures)
    {
        var figure = figures[component];
        var written = new V1.ComponentScore
        {
            Component = (V1.FitComponent)component,
            Status = (V1.ComponentStatus)figure.Status,
            Weight = figure.Weight,
            Contribution = figure.Contribution,
            KnownShare = figure.KnownShare,
        };
        if (figure.Counts)
        {
            written.Value = figure.Value;
        }

        if (figure.Status != ComponentStatus.NotAsked)
        {
            WriteParts(brief.PartsOf(component), figure.Parts, brief.Brief.MissingPolicy, written);
        }

        var reasons = FitSentences.Of(component, brief, profile, figures);
        written.Reasons.Capacity = reasons.Count;
        written.Reasons.AddRange(reasons);
        return written;
    }

    // Parts that do not apply to the brief, or have no weight in the model, are none.
    private static void WriteParts(
        ReadOnlySpan<CompiledPart> parts, ReadOnlySpan<PartFigure> figures, MissingPolicy policy, V1.ComponentScore written)
    {
        written.Parts.Capacity = parts.Length;
        for (var i = 0; i < parts.Length; i++)
        {
            if (parts[i].Weight == 0)
            {
                continue;
            }

            var part = new V1.PartScore { Part = parts[i].Name, Weight = parts[i].Weight, Known = figures[i].Known };
            if (ValueOf(parts[i], figures[i], policy) is { } value)
            {
                part.Value = value;
            }

            written.Parts.Add(part);
        }
    }

    private static double? ValueOf(CompiledPart part, PartFigure figure, MissingPolicy policy) => (figure.Known, policy) switch
    {
        (true, _) => figure.Value,
        (_, MissingPolicy.Exclude) => null,
        (_, MissingPolicy.Pessimistic) => part.Prior.Low,
        _ => part.Prior.Mean,
    };
}
