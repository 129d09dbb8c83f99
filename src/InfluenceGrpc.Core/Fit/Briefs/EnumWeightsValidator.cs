using System.Globalization;
using InfluenceGrpc.Core.Faults;

namespace InfluenceGrpc.Core.Fit.Briefs;

/// <summary>Checks a list of weights by group.</summary>
internal static class EnumWeightsValidator
{
    /// <summary>Weights by the group's number, 0 for groups not named; null when nothing was given or something was wrong.</summary>
    /// <param name="given">Groups and weights in any order.</param>
    /// <param name="path">The list's field.</param>
    /// <param name="groupField">The entry's field that names the group.</param>
    /// <param name="faults">Takes every fault, in the order given.</param>
    public static double[]? Validate<TGroup>(
        IReadOnlyList<(TGroup Group, double Weight)>? given, string path, string groupField, FaultList faults)
        where TGroup : struct, Enum
    {
        if (given is null || given.Count == 0)
        {
            return null;
        }

        if (given.Count > BriefLimits.MaxEnumEntries)
        {
            faults.Add(path, FaultCode.TooMany, $"must name each group once at most; got {given.Count} entries.");
            return null;
        }

        var before = faults.Count;
        var weightsAreSound = true;
        var weights = new double?[Enum.GetValues<TGroup>().Length];
        for (var i = 0; i < given.Count; i++)
        {
            var item = FaultPath.Item(path, i);
            Place(given[i].Group, given[i].Weight, FaultPath.Join(item, groupField), weights, faults);
            if (NumberRule.Share(given[i].Weight) is { } wrong)
            {
                faults.Add(FaultPath.Join(item, "weight"), wrong);
                weightsAreSound = false;
            }
        }

        if (weightsAreSound)
        {
            WeightTableValidator.CheckNotAllZero(given.Select(entry => entry.Weight), path, faults);
        }

        return faults.Count == before ? [.. weights.Select(weight => weight ?? 0)] : null;
    }

    private static void Place<TGroup>(TGroup group, double weight, string path, double?[] weights, FaultList faults)
        where TGroup : struct, Enum
    {
        var number = Convert.ToInt32(group, CultureInfo.InvariantCulture);
        if (number == 0)
        {
            faults.Add(path, FaultCode.Required, "must be given.");
        }
        else if (!Enum.IsDefined(group))
        {
            faults.Add(path, FaultCode.UnknownValue, $"is not known; got {number}.");
        }
        else if (weights[number] is not null)
        {
            faults.Add(path, FaultCode.Duplicate, $"{group} is given twice.");
        }
        else
        {
            weights[number] = weight;
        }
    }
}
