using InfluenceGrpc.Core.Creators;
using InfluenceGrpc.Core.Fit.Models;

namespace InfluenceGrpc.Core.Fit.Scoring;

/// <summary>Keys that cover longer ones: languages and interests.</summary>
internal sealed class PrefixTarget(AudienceDimension dimension, PrefixTable wanted, Func<Audience, Distribution?> select)
    : IAudienceTarget
{
    /// <inheritdoc/>
    public AudienceDimension Dimension => dimension;

    /// <inheritdoc/>
    public InTargetShare? In(Audience audience) => select(audience) is { } given ? In(given) : null;

    private InTargetShare In(Distribution given)
    {
        var (sum, listed) = (0.0, 0.0);
        for (var i = 0; i < given.Count; i++)
        {
            listed += given.Shares[i];
            sum += given.Shares[i] * wanted.Of(given.Keys[i]);
        }

        // What is not listed may be a finer one of any that is wanted.
        return InTargetShare.Of(sum, listed, wanted.MostWanted);
    }
}
