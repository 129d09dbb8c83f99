using InfluenceGrpc.Core.Tiers;
using InfluenceGrpc.Core.Tiers.Relational;
using V1 = Influence.V1;

namespace InfluenceGrpc.Server.Contract;

/// <summary>Tells of one creator's tiers, explained.</summary>
internal static class TierClassificationWriter
{
    /// <summary>One classification a scheme, and how far they agree.</summary>
    public static V1.ClassifyTierResponse Write(IReadOnlyList<TierClassification> classifications, V1.DataStatus dataStatus)
    {
        var written = new V1.ClassifyTierResponse { Agreement = new V1.TierAgreement(), DataStatus = dataStatus };
        foreach (var classification in classifications)
        {
            written.Classifications.Add(Write(classification));
        }

        if (SchemeAgreement.Of(classifications) is { } agreement)
        {
            written.Agreement.Majority = (V1.CanonicalTier)agreement.Majority;
            written.Agreement.Agreement = agreement.Agreement;
            written.Agreement.Votes = (uint)agreement.Votes;
        }

        return written;
    }

    private static V1.TierClassification Write(TierClassification classification)
    {
        var written = new V1.TierClassification
        {
            SchemeId = classification.Scheme.Id,
            SchemeVersion = classification.Scheme.Version,
            SchemeTitle = classification.Scheme.Title,
            Ordinal = classification.Ordinal,
            UnrankedReason = (V1.UnrankedReason)classification.Reason,
            NearBoundary = classification.NearBoundary,
            Rule = classification.Rule,
        };
        written.MissingEvidence.AddRange(classification.MissingEvidence);
        if (classification.Tier is { } tier)
        {
            written.Tier = TierSchemeWriter.Write(tier);
        }

        if (classification.LowerFollowers is { } lower)
        {
            written.LowerFollowers = lower;
        }

        if (classification.UpperFollowers is { } upper)
        {
            written.UpperFollowers = upper;
        }

        if (classification.NearestEdge is { } bound)
        {
            written.NearestBound = bound;
        }

        if (classification.BoundaryMargin is { } margin)
        {
            written.BoundaryMargin = margin;
        }

        if (classification.PopulationShare is { } share)
        {
            written.PopulationShare = share;
        }

        if (classification.Evidence is { } evidence)
        {
            written.RelationalEvidence = Write(evidence);
        }

        return written;
    }

    private static V1.RelationalEvidence Write(RelationalEvidence evidence)
    {
        var written = new V1.RelationalEvidence();
        if (evidence.Closeness is { } closeness)
        {
            written.Closeness = closeness;
        }

        if (evidence.Influence is { } influence)
        {
            written.Influence = influence;
        }

        if (evidence.Experience is { } experience)
        {
            written.Experience = experience;
        }

        if (evidence.Insider is { } insider)
        {
            written.Insider = insider;
        }

        if (evidence.Neutrality is { } neutrality)
        {
            written.Neutrality = neutrality;
        }

        if (evidence.Proximity is { } proximity)
        {
            written.Proximity = proximity;
        }

        return written;
    }
}
