using InfluenceGrpc.Core.Creators;
using InfluenceGrpc.Core.Fit.Briefs;
using InfluenceGrpc.Core.Fit.Models;

namespace InfluenceGrpc.Core.Fit.Scoring;

/// <summary>Keys that match as they are: countries and regions.</summary>
internal sealed class KeyTarget(AudienceDimension dimension, WeightTable wanted, Func<Audience, Distribution?> select)
    : IAudienceTarget
{
    /// <inheritdoc/>
    public AudienceDimension Dimension => dimension;

    /// <inheritdoc/>
    public InTargetShare? In(Audience audience)
    {
        if (select(audience) is not { } given)
        {
            return null;
        }

        // Both are sorted: one walk over the two.
        var (sum, listed, mostWanted, next) = (0.0, 0.0, 0.0, 0);
        for (var i = 0; i < given.Count; i++)
        {
            listed += given.Shares[i];
            var order = -1;
            for (; next < wanted.Count && (order = string.CompareOrdinal(wanted.Keys[next], given.Keys[i])) < 0; next++)
            {
                mostWanted = Math.Max(mostWanted, wanted.Weights[next]);
            }

            if (next < wanted.Count && order == 0)
            {
                sum += given.Shares[i] * wanted.Weights[next++];
            }
        }

        for (; next < wanted.Count; next++)
        {
            mostWanted = Math.Max(mostWanted, wanted.Weights[next]);
        }

        return InTargetShare.Of(sum, listed, mostWanted);
    }
}
