using System.Globalization;
using InfluenceGrpc.Core.Creators;
using InfluenceGrpc.Core.Faults;

namespace InfluenceGrpc.Core.Fit.Briefs;

/// <summary>Checks lists whose entries may be given once each.</summary>
internal static class OnceOnlyRule
{
    /// <summary>The texts, in the order given; what is wrong or given again is left out.</summary>
    /// <param name="given">Null or empty where nothing was given.</param>
    /// <param name="path">The list's field.</param>
    /// <param name="limit">Most entries.</param>
    /// <param name="rule">What an entry must look like.</param>
    /// <param name="faults">Takes every fault, in the order given.</param>
    public static List<string> Texts(
        IReadOnlyList<string>? given, string path, int limit, Func<string, Violation?> rule, FaultList faults) =>
        Texts(given, path, limit, rule, static text => text, faults);

    /// <summary>As the other, of BCP 47 tags: case tells nothing there, so tags that differ by case only are one, and all are
    /// kept in lower case.</summary>
    public static List<string> Languages(IReadOnlyList<string>? given, string path, int limit, FaultList faults) =>
        Texts(given, path, limit, LanguageTag.Check, static tag => tag.ToLowerInvariant(), faults);

    /// <summary>The values, in the order given; what is wrong or given again is left out.</summary>
    /// <param name="given">Null or empty where nothing was given.</param>
    /// <param name="path">The list's field.</param>
    /// <param name="what">What the values are, for people.</param>
    /// <param name="faults">Takes every fault, in the order given.</param>
    public static List<TValue> Values<TValue>(IReadOnlyList<TValue>? given, string path, string what, FaultList faults)
        where TValue : struct, Enum
    {
        var kept = new List<TValue>();
        if (IsAbsentOrTooLong(given, path, BriefLimits.MaxEnumEntries, faults))
        {
            return kept;
        }

        for (var i = 0; i < given!.Count; i++)
        {
            var number = Convert.ToInt32(given[i], CultureInfo.InvariantCulture);
            if (number == 0 || !Enum.IsDefined(given[i]))
            {
                faults.Add(FaultPath.Item(path, i), FaultCode.UnknownValue, $"is not a known {what}; got {number}.");
            }
            else if (kept.Contains(given[i]))
            {
                faults.Add(FaultPath.Item(path, i), FaultCode.Duplicate, $"{given[i]} is given twice.");
            }
            else
            {
                kept.Add(given[i]);
            }
        }

        return kept;
    }

    private static List<string> Texts(
        IReadOnlyList<string>? given, string path, int limit, Func<string, Violation?> rule, Func<string, string> spelling,
        FaultList faults)
    {
        var kept = new List<string>();
        if (IsAbsentOrTooLong(given, path, limit, faults))
        {
            return kept;
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < given!.Count; i++)
        {
            if (rule(given[i]) is { } wrong)
            {
                faults.Add(FaultPath.Item(path, i), wrong);
                continue;
            }

            var text = spelling(given[i]);
            if (seen.Add(text))
            {
                kept.Add(text);
            }
            else
            {
                faults.Add(FaultPath.Item(path, i), FaultCode.Duplicate, $"{FaultPath.Quote(text)} is given twice.");
            }
        }

        return kept;
    }

    private static bool IsAbsentOrTooLong<T>(IReadOnlyList<T>? given, string path, int limit, FaultList faults)
    {
        if (given?.Count > limit)
        {
            faults.Add(path, FaultCode.TooMany, $"must be at most {limit}; got {given.Count}.");
        }

        return given is null || given.Count > limit;
    }
}
