using System.Globalization;
using InfluenceGrpc.Core.Faults;

namespace InfluenceGrpc.Core.Creators;

/// <summary>Checks a list of shares by group.</summary>
internal static class EnumSharesValidator
{
    /// <summary>The shares; null when nothing was given or something was wrong.</summary>
    /// <param name="given">Groups and shares in any order.</param>
    /// <param name="path">The list's field.</param>
    /// <param name="groupField">The entry's field that names the group.</param>
    /// <param name="faults">Takes every fault.</param>
    public static EnumShares<TGroup>? Validate<TGroup>(
        IReadOnlyList<(TGroup Group, float Share)>? given, string path, string groupField, FaultList faults)
        where TGroup : struct, Enum
    {
        if (given is null || given.Count == 0)
        {
            return null;
        }

        var before = faults.Count;
        var shares = new double?[Enum.GetValues<TGroup>().Length];
        for (var i = 0; i < given.Count && i < ProfileLimits.MaxShares; i++)
        {
            var (group, share) = given[i];
            var number = Convert.ToInt32(group, CultureInfo.InvariantCulture);
            var item = FaultPath.Item(path, i);
            if (number == 0)
            {
                faults.Add(FaultPath.Join(item, groupField), FaultCode.Required, "must be given.");
            }
            else if (!Enum.IsDefined(group))
            {
                faults.Add(FaultPath.Join(item, groupField), FaultCode.UnknownValue, $"is not known; got {number}.");
            }
            else if (shares[number] is not null)
            {
                faults.Add(FaultPath.Join(item, groupField), FaultCode.Duplicate, $"{group} is given twice.");
            }
            else
            {
                shares[number] = share;
            }

            if (NumberRule.Share(share) is { } wrong)
            {
                faults.Add(FaultPath.Join(item, "share"), wrong);
            }
        }

        if (faults.Count == before)
        {
            DistributionValidator.CheckSum(shares.Sum(share => share ?? 0), path, faults);
        }

        return faults.Count == before ? new EnumShares<TGroup>(shares) : null;
    }
}
