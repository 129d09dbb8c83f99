using InfluenceGrpc.Core.Faults;

namespace InfluenceGrpc.Core.Creators;

/// <summary>Checks a map of shares.</summary>
internal static class DistributionValidator
{
    /// <summary>The distribution, sorted; null when nothing was given or something was wrong.</summary>
    /// <param name="given">Keys and shares in any order.</param>
    /// <param name="path">The map's field.</param>
    /// <param name="keyRule">What a key must look like.</param>
    /// <param name="faults">Takes every fault.</param>
    public static Distribution? Validate(
        IReadOnlyCollection<KeyValuePair<string, float>>? given, string path, Func<string, Violation?> keyRule, FaultList faults)
    {
        if (given is null || given.Count == 0)
        {
            return null;
        }

        if (given.Count > ProfileLimits.MaxShares)
        {
            faults.Add(path, FaultCode.TooMany, $"must have at most {ProfileLimits.MaxShares} entries; got {given.Count}.");
            return null;
        }

        var before = faults.Count;
        var keys = new string[given.Count];
        var shares = new float[given.Count];
        var next = 0;
        foreach (var (key, share) in given)
        {
            if (keyRule(key) is { } wrongKey)
            {
                faults.Add(FaultPath.Key(path, key), wrongKey);
            }

            if (NumberRule.Share(share) is { } wrongShare)
            {
                faults.Add(FaultPath.Key(path, key), wrongShare);
            }

            keys[next] = key;
            shares[next++] = share;
        }

        Array.Sort(keys, shares, StringComparer.Ordinal);
        CheckTogether(keys, shares, path, sharesAreSound: faults.Count == before, faults);
        return faults.Count == before ? new Distribution(keys, shares) : null;
    }

    private static void CheckTogether(string[] keys, float[] shares, string path, bool sharesAreSound, FaultList faults)
    {
        var sum = 0.0;
        for (var i = 0; i < keys.Length; i++)
        {
            sum += shares[i];
            if (i > 0 && string.Equals(keys[i], keys[i - 1], StringComparison.Ordinal))
            {
                faults.Add(FaultPath.Key(path, keys[i]), FaultCode.Duplicate, "is given twice.");
            }
        }

        if (sharesAreSound)
        {
            CheckSum(sum, path, faults);
        }
    }

    /// <summary>Shares may leave a remainder, and may exceed 1 by rounding only.</summary>
    public static void CheckSum(double sum, string path, FaultList faults)
    {
        // Shares are floats: 0.001 is a little more than 0.001, and so is a sum at the bound.
        if (sum > 1 + ProfileLimits.SumTolerance + ProfileLimits.ShareRounding)
        {
            faults.Add(path, FaultCode.Sum, $"must have shares that sum to at most {1 + ProfileLimits.SumTolerance}; got {sum:0.########}.");
        }
    }
}
