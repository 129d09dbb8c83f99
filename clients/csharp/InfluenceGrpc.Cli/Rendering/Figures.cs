using System.Globalization;
using Influence.V1;

namespace InfluenceGrpc.Cli.Rendering;

/// <summary>Numbers as people read them, the same everywhere in the world.</summary>
internal static class Figures
{
    /// <summary>How often the server went away, or had to be asked again; null where it was there all the time.</summary>
    /// <param name="who">Who went away.</param>
    /// <param name="interruptions">Calls that broke off.</param>
    /// <param name="retries">Attempts beyond the first, those after an interruption included.</param>
    public static string? Trouble(string who, long interruptions, long retries) => (interruptions, retries) switch
    {
        (_, 0) => null,
        (0, _) => $"{who} took {Count(retries)} more attempts to answer",
        _ => $"{who} was interrupted {Count(interruptions)} {(interruptions == 1 ? "time" : "times")}",
    };

    public static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    public static string Count(ulong count) => count.ToString("N0", CultureInfo.InvariantCulture);

    public static string Percent(double share) => share.ToString("0.0 %", CultureInfo.InvariantCulture);

    public static string Percent(long part, long whole) => whole == 0 ? "-" : Percent((double)part / whole);

    /// <summary>The followers of a tier, both ends included: "1,000-4,999", "50,000+".</summary>
    public static string Range(TierScheme scheme, int ordinal)
    {
        var tier = scheme.Tiers[ordinal - 1];
        if (!tier.HasLowerFollowers)
        {
            return tier.HasLowerProximity ? string.Create(CultureInfo.InvariantCulture, $"proximity {tier.LowerProximity:0.##}+") : "";
        }

        var above = ordinal < scheme.Tiers.Count ? scheme.Tiers[ordinal] : null;
        var next = above is { HasLowerFollowers: true } ? above.LowerFollowers - 1 : (ulong?)null;
        return (tier.HasUpperFollowers ? tier.UpperFollowers : next) is { } upper
            ? $"{Count(tier.LowerFollowers)}-{Count(upper)}"
            : $"{Count(tier.LowerFollowers)}+";
    }

    public static string Duration(TimeSpan time) => time.TotalSeconds < 60
        ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.0} s")
        : string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalMinutes}:{time.Seconds:00} min");

    /// <summary>A column of texts without control characters, each as wide as the widest.</summary>
    public static IReadOnlyList<string> Column(IEnumerable<string> cells, bool right = false)
    {
        string[] texts = [.. cells];
        var width = texts.Select(CellWidth.Of).DefaultIfEmpty().Max();
        return [.. texts.Select(text => CellWidth.Pad(text, width, right))];
    }
}
