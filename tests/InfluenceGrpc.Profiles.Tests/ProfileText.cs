using System.Collections;
using System.Globalization;
using InfluenceGrpc.Core.Creators;

namespace InfluenceGrpc.Profiles.Tests;

/// <summary>All that a profile holds, as one text: two profiles are the same where their texts are.</summary>
/// <remarks>Reads every public property there is, so that a field added to the domain is compared from its first day.</remarks>
internal static class ProfileText
{
    public static string Of(CreatorProfile? profile) => Text(profile);

    private static string Text(object? value) => value switch
    {
        null => "unknown",
        string text => $"'{text}'",
        DateTimeOffset time => time.UtcTicks.ToString(CultureInfo.InvariantCulture),
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        decimal number => number.ToString("G29", CultureInfo.InvariantCulture),
        Distribution shares => $"[{string.Join(", ", Enumerable.Range(0, shares.Count).Select(i => $"{shares.Keys[i]}: {Text((double)shares.Shares[i])}"))}]",
        EnumShares<AgeBand> shares => Text(Enum.GetValues<AgeBand>().Select(shares.Share)),
        EnumShares<Gender> shares => Text(Enum.GetValues<Gender>().Select(shares.Share)),
        IEnumerable list => $"[{string.Join(", ", list.Cast<object?>().Select(Text))}]",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        bool flag => flag.ToString(),
        _ => $"{{ {string.Join(", ", value.GetType().GetProperties().Select(property => $"{property.Name} = {Text(property.GetValue(value))}"))} }}",
    };
}
