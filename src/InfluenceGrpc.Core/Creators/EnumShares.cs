using System.Globalization;

namespace InfluenceGrpc.Core.Creators;

/// <summary>Shares of an audience by a closed set of groups (age bands, genders): each in [0, 1], together at most 1.001; the
/// rest is unlisted. Never empty: nothing known is null.</summary>
/// <typeparam name="TGroup">The groups.</typeparam>
public sealed class EnumShares<TGroup>
    where TGroup : struct, Enum
{
    private readonly double?[] shares;

    /// <summary>Takes the array over: one entry a group, by its number.</summary>
    internal EnumShares(double?[] shares) => this.shares = shares;

    /// <summary>The share of a group; null when it is not listed, which is not the same as 0.</summary>
    public double? Share(TGroup group)
    {
        var index = Convert.ToInt32(group, CultureInfo.InvariantCulture);
        return index < shares.Length ? shares[index] : null;
    }

    /// <summary>Shares by number of the group, index 0 unused; null where one is not listed.</summary>
    internal ReadOnlySpan<double?> ByNumber => shares;
}
