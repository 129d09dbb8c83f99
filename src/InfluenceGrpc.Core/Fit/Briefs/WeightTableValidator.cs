using InfluenceGrpc.Core.Creators;
using InfluenceGrpc.Core.Faults;

namespace InfluenceGrpc.Core.Fit.Briefs;

/// <summary>Checks a map of weights.</summary>
internal static class WeightTableValidator
{
    /// <summary>The table, sorted; null when nothing was given or something was wrong.</summary>
    /// <param name="given">Keys and weights in any order.</param>
    /// <param name="path">The map's field.</param>
    /// <param name="limit">Most entries.</param>
    /// <param name="keyRule">What a key must look like.</param>
    /// <param name="faults">Takes every fault, in the order given.</param>
    public static WeightTable? Validate(
        IReadOnlyCollection<KeyValuePair<string, double>>? given, string path, int limit, Func<string, Violation?> keyRule,
        FaultList faults) => Validate(given, path, limit, keyRule, static key => key, faults);

    /// <summary>As the other, of BCP 47 tags: case tells nothing there, so tags that differ by case only are one, and all are
    /// kept in lower case.</summary>
    public static WeightTable? ValidateLanguages(
        IReadOnlyCollection<KeyValuePair<string, double>>? given, string path, int limit, FaultList faults) =>
        Validate(given, path, limit, LanguageTag.Check, static tag => tag.ToLowerInvariant(), faults);

    /// <summary>Weights that are 0 throughout ask for nothing, which is what leaving them out is for.</summary>
    public static void CheckNotAllZero(IEnumerable<double> weights, string path, FaultList faults)
    {
        if (!weights.Any(weight => weight > 0))
        {
            faults.Add(path, FaultCode.Sum, "must have a weight above 0; leave it out where nothing is asked for.");
        }
    }

    private static WeightTable? Validate(
        IReadOnlyCollection<KeyValuePair<string, double>>? given, string path, int limit, Func<string, Violation?> keyRule,
        Func<string, string> spelling, FaultList faults)
    {
        if (given is null || given.Count == 0)
        {
            return null;
        }

        if (given.Count > limit)
        {
            faults.Add(path, FaultCode.TooMany, $"must have at most {limit} entries; got {given.Count}.");
            return null;
        }

        var before = faults.Count;
        var weightsAreSound = true;
        var table = new Dictionary<string, double>(given.Count, StringComparer.Ordinal);
        foreach (var (key, weight) in given)
        {
            if (keyRule(key) is { } wrongKey)
            {
                faults.Add(FaultPath.Key(path, key), wrongKey);
            }

            if (!table.TryAdd(spelling(key), weight))
            {
                faults.Add(FaultPath.Key(path, key), FaultCode.Duplicate, $"is given twice; both are {FaultPath.Quote(spelling(key))}.");
            }

            if (NumberRule.Share(weight) is { } wrongWeight)
            {
                faults.Add(FaultPath.Key(path, key), wrongWeight);
                weightsAreSound = false;
            }
        }

        if (weightsAreSound)
        {
            CheckNotAllZero(table.Values, path, faults);
        }

        return faults.Count == before ? Sort(table) : null;
    }

    private static WeightTable Sort(Dictionary<string, double> table)
    {
        string[] keys = [.. table.Keys.Order(StringComparer.Ordinal)];
        return new WeightTable(keys, [.. keys.Select(key => table[key])]);
    }
}
