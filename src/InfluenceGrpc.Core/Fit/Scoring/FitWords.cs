using System.Collections.Frozen;

namespace InfluenceGrpc.Core.Fit.Scoring;

/// <summary>Numbers and lists in the sentences about a score.</summary>
internal static class FitWords
{
    /// <summary>A count: 48,211.</summary>
    public static NumberWord Number(double value) => new(value, "#,0.##");

    /// <summary>A value in [0, 1], or a tone: 0.42.</summary>
    public static NumberWord Decimal(double value) => new(value, "0.##");

    /// <summary>A share: 4.21 %.</summary>
    public static NumberWord Percent(double share) => new(share * 100, "0.##", " %");

    /// <summary>An amount, small ones too: 0.081.</summary>
    public static NumberWord Amount(double value) => new(value, value < 1 ? "0.####" : "#,0.##");

    /// <summary>One, two and three.</summary>
    public static string List(IReadOnlyList<string> names) => names switch
    {
        [] => "none",
        [var only] => only,
        _ => $"{string.Join(", ", names.Take(names.Count - 1))} and {names[^1]}",
    };

    /// <summary>An enum's name in words: short video.</summary>
    public static string Words<TEnum>(TEnum value)
        where TEnum : struct, Enum => Spellings<TEnum>.All[value];

    private static class Spellings<TEnum>
        where TEnum : struct, Enum
    {
        public static readonly FrozenDictionary<TEnum, string> All = Enum.GetValues<TEnum>().ToFrozenDictionary(value => value, Spelling);

        private static string Spelling(TEnum value) =>
            string.Concat(value.ToString().Select((c, i) => i > 0 && char.IsUpper(c) ? $" {char.ToLowerInvariant(c)}" : $"{char.ToLowerInvariant(c)}"));
    }
}
