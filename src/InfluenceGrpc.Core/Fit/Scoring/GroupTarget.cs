using InfluenceGrpc.Core.Creators;
using InfluenceGrpc.Core.Fit.Models;

namespace InfluenceGrpc.Core.Fit.Scoring;

/// <summary>Closed sets of groups: ages and genders.</summary>
/// <param name="dimension">Which.</param>
/// <param name="wanted">Weight by number of the group, index 0 unused.</param>
/// <param name="select">The shares in a profile.</param>
internal sealed class GroupTarget<TGroup>(
    AudienceDimension dimension, IReadOnlyList<double> wanted, Func<Audience, EnumShares<TGroup>?> select)
    : IAudienceTarget
    where TGroup : struct, Enum
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

        var (sum, listed, mostWanted) = (0.0, 0.0, 0.0);
        var shares = given.ByNumber;
        for (var number = 1; number < wanted.Count; number++)
        {
            if (number < shares.Length && shares[number] is { } share)
            {
                sum += share * wanted[number];
                listed += share;
            }
            else
            {
                mostWanted = Math.Max(mostWanted, wanted[number]);
            }
        }

        return InTargetShare.Of(sum, listed, mostWanted);
    }
}
