using System.Globalization;

namespace InfluenceGrpc.Core.Fit.Scoring;

/// <summary>Numbers and lists in the sentences about a score.</summary>
internal static class FitWords
{
    /// <summary>A count: 48,211.</summary>
    public static string Number(double value) => value.ToString("#,0.##", CultureInfo.InvariantCulture);

    /// <summary>A value in [0, 1], or a tone: 0.42.</summary>
    public static string Decimal(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>A share: 4.21 %.</summary>
    public static string Percent(double share) => (share * 100).ToString("0.##", CultureInfo.InvariantCulture) + " %";

    /// <summary>An amount, small ones too: 0.081.</summary>
    public static string Amount(double value) => value.ToString(value < 1 ? "0.####" : "#,0.##", CultureInfo.InvariantCulture);

    /// <summary>One, two and three.</summary>
    public static string List(IReadOnlyList<string> names) => names switch
    {
        [] => "none",
        [var only] => only,
        _ => $"{string.Join(", ", names.Take(names.Count - 1))} and {names[^1]}",
    };

    /// <summary>An enum's name in words: short video.</summary>
    public static string Words<TEnum>(TEnum value)
        where TEnum : struct, Enum =>
        string.Concat(value.ToString().Select((c, i) => i > 0 && char.IsUpper(c) ? $" {char.ToLowerInvariant(c)}" : $"{char.ToLowerInvariant(c)}"));
}
