namespace InfluenceGrpc.Core.Tiers;

/// <summary>The creators a percentile scheme compares with, as quantiles of their follower counts.</summary>
public sealed class ReferencePopulation
{
    internal ReferencePopulation(string description, ulong size, IReadOnlyList<PopulationQuantile> quantiles)
    {
        Description = description;
        Size = size;
        Quantiles = quantiles;
    }

    /// <summary>Who they are, when and how they were sampled.</summary>
    public string Description { get; }

    /// <summary>How many they are.</summary>
    public ulong Size { get; }

    /// <summary>Strictly increasing in share and in followers; at least two.</summary>
    public IReadOnlyList<PopulationQuantile> Quantiles { get; }

    /// <summary>The fewest followers, a whole number, that at least <paramref name="share"/> of the population stays below:
    /// log-linear between quantiles, rounded up; a share that is a quantile gives exactly its count. Share 0 gives 0, since no
    /// creator can be smaller than 0 % of a population.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The share lies outside the quantiles.</exception>
    public ulong FollowersAt(double share)
    {
        if (share == 0)
        {
            return 0;
        }

        for (var i = 0; i < Quantiles.Count; i++)
        {
            var (rightShare, rightFollowers) = Quantiles[i];
            if (rightShare == share)
            {
                return rightFollowers;
            }

            if (i > 0 && share < rightShare && share > Quantiles[i - 1].Share)
            {
                var (leftShare, leftFollowers) = Quantiles[i - 1];
                var t = (share - leftShare) / (rightShare - leftShare);
                return RoundUp(leftFollowers * Math.Exp(t * Math.Log((double)rightFollowers / leftFollowers)));
            }
        }

        throw new ArgumentOutOfRangeException(nameof(share), share, "outside the quantiles");
    }

    /// <summary>The share of the population with fewer than <paramref name="followers"/> followers, in [first share, last share]:
    /// log-linear between quantiles, the ends beyond them.</summary>
    public double ShareBelow(ulong followers)
    {
        if (followers <= Quantiles[0].Followers)
        {
            return Quantiles[0].Share;
        }

        for (var i = 1; i < Quantiles.Count; i++)
        {
            var (rightShare, rightFollowers) = Quantiles[i];
            if (followers == rightFollowers)
            {
                return rightShare;
            }

            if (followers < rightFollowers)
            {
                var (leftShare, leftFollowers) = Quantiles[i - 1];
                var t = Math.Log((double)followers / leftFollowers) / Math.Log((double)rightFollowers / leftFollowers);
                return leftShare + (t * (rightShare - leftShare));
            }
        }

        return Quantiles[^1].Share;
    }

    /// <summary>Up to a whole number, but not because of the last bits of exp and ln.</summary>
    private static ulong RoundUp(double followers)
    {
        var nearest = Math.Round(followers);
        return (ulong)(Math.Abs(followers - nearest) <= 1e-9 * followers ? nearest : Math.Ceiling(followers));
    }
}
