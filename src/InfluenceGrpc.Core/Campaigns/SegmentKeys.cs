using System.Collections.Frozen;
using InfluenceGrpc.Core.Creators;
using InfluenceGrpc.Core.Faults;
using InfluenceGrpc.Core.Fit.Briefs;
using InfluenceGrpc.Core.Fit.Models;
using InfluenceGrpc.Core.Fit.Scoring;

namespace InfluenceGrpc.Core.Campaigns;

/// <summary>What the keys of segments look like, and whom they stand for.</summary>
internal static class SegmentKeys
{
    private static readonly FrozenDictionary<string, AgeBand> Ages = new Dictionary<string, AgeBand>(StringComparer.Ordinal)
    {
        ["AGE_BAND_13_17"] = AgeBand.From13To17,
        ["AGE_BAND_18_24"] = AgeBand.From18To24,
        ["AGE_BAND_25_34"] = AgeBand.From25To34,
        ["AGE_BAND_35_44"] = AgeBand.From35To44,
        ["AGE_BAND_45_54"] = AgeBand.From45To54,
        ["AGE_BAND_55_64"] = AgeBand.From55To64,
        ["AGE_BAND_65_PLUS"] = AgeBand.From65,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, Gender> Genders = new Dictionary<string, Gender>(StringComparer.Ordinal)
    {
        ["GENDER_FEMALE"] = Gender.Female,
        ["GENDER_MALE"] = Gender.Male,
        ["GENDER_OTHER"] = Gender.Other,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>What is wrong with a key; null where nothing is.</summary>
    public static Violation? Check(AudienceDimension dimension, string key) => dimension switch
    {
        AudienceDimension.Countries => CountryCode.Check(key),
        AudienceDimension.Regions => TextRule.Plain(key, ProfileLimits.MaxNameBytes),
        AudienceDimension.Languages => LanguageTag.Check(key),
        AudienceDimension.Interests => TopicPath.Check(key),
        AudienceDimension.Ages => OneOf(key, Ages),
        AudienceDimension.Genders => OneOf(key, Genders),
        _ => throw new ArgumentOutOfRangeException(nameof(dimension), dimension, message: null),
    };

    /// <summary>The key as it is compared.</summary>
    public static string Spelled(AudienceDimension dimension, string key) =>
        dimension == AudienceDimension.Languages ? key.ToLowerInvariant() : key;

    /// <summary>What parts the segments of a key, where a key covers longer ones; null where none does.</summary>
    public static char? Separator(AudienceDimension dimension) => dimension switch
    {
        AudienceDimension.Languages => '-',
        AudienceDimension.Interests => '/',
        _ => null,
    };

    /// <summary>The people of all these keys together.</summary>
    public static IAudienceTarget TargetOf(AudienceDimension dimension, IEnumerable<string> keys)
    {
        string[] sorted = [.. keys.Order(StringComparer.Ordinal)];
        var table = new WeightTable(sorted, [.. sorted.Select(_ => 1.0)]);
        var audience = dimension switch
        {
            AudienceDimension.Countries => new TargetAudience { Countries = table },
            AudienceDimension.Regions => new TargetAudience { Regions = table },
            AudienceDimension.Languages => new TargetAudience { Languages = table },
            AudienceDimension.Interests => new TargetAudience { Interests = table },
            AudienceDimension.Ages => new TargetAudience { Ages = ByNumber(sorted, Ages) },
            AudienceDimension.Genders => new TargetAudience { Genders = ByNumber(sorted, Genders) },
            _ => throw new ArgumentOutOfRangeException(nameof(dimension), dimension, message: null),
        };
        return AudienceTargets.Of(audience)[0];
    }

    private static double[] ByNumber<TGroup>(string[] keys, FrozenDictionary<string, TGroup> groups)
        where TGroup : struct, Enum
    {
        var weights = new double[groups.Count + 1];
        foreach (var key in keys)
        {
            weights[Convert.ToInt32(groups[key], System.Globalization.CultureInfo.InvariantCulture)] = 1;
        }

        return weights;
    }

    private static Violation? OneOf<TGroup>(string key, FrozenDictionary<string, TGroup> groups) => groups.ContainsKey(key)
        ? null
        : new Violation(FaultCode.UnknownValue, $"must be one of {string.Join(", ", groups.Keys.Order(StringComparer.Ordinal))}.");
}
