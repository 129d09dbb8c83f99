namespace InfluenceGrpc.Core.Tests.Tiers;

/// <summary>What every built-in scheme must answer, written by hand from the sources and not read from the scheme files: from
/// each follower count on, the tier with that id, or none.</summary>
internal static class ExpectedBands
{
    public static readonly IReadOnlyDictionary<string, (ulong From, string? Tier)[]> ByScheme =
        new Dictionary<string, (ulong From, string? Tier)[]>(StringComparer.Ordinal)
        {
            ["harvard-media"] =
            [
                (0, null), (500, "nano"), (1_000, "micro"), (5_000, "mid-level"), (10_000, "macro"), (25_000, "mega"), (50_000, "all-star"),
            ],
            ["no-1k-10k"] = [(0, null), (1_000, "micro"), (10_001, "established"), (1_000_000, "celebrity")],
            ["nl-5k-100k"] = [(0, null), (5_000, "micro"), (100_001, "large")],
            ["fi-under-10k"] = [(0, "micro"), (10_000, null)],
            ["fi-1k-5k"] = [(0, null), (1_000, "micro"), (5_001, null)],
            ["iab-uk"] =
            [
                (0, null), (1_000, "nano"), (10_000, "micro"), (50_000, "mid"), (500_000, "macro"), (1_000_000, "top"), (5_000_000, "vip"),
            ],
            ["mediakix-2019"] =
                [(0, null), (1_000, "nano"), (10_000, "micro"), (50_000, "mid"), (500_000, "macro"), (1_000_000, "mega")],
            ["hypeauditor-2019"] =
                [(0, null), (1_000, "nano"), (5_000, "micro"), (20_000, "mid"), (100_000, "macro"), (1_000_000, "mega")],
            ["later-2021"] = [(0, "nano"), (10_000, "micro"), (100_000, "mid"), (500_000, "macro"), (1_000_000, "mega")],
            ["shopify-2023"] =
                [(0, null), (1_000, "nano"), (10_000, "micro"), (100_000, "mid"), (500_000, "macro"), (1_000_000, "mega")],
            ["tagger"] =
            [
                (0, "micro-3"), (5_000, "micro-2"), (10_000, "micro-1"), (25_000, "mid-3"), (150_000, "mid-2"), (500_000, "mid-1"),
                (1_000_000, "macro-3"), (5_000_000, "macro-2"), (10_000_000, "macro-1"),
            ],
            ["lefty"] = [(0, null), (10_000, "micro"), (100_000, "mid"), (300_000, "macro"), (1_000_000, "mega")],
            ["nielsen-2022"] =
                [(0, null), (1_000, "nano"), (10_000, "micro"), (50_000, "mid"), (100_000, "macro"), (1_000_000, "mega")],
            ["duel"] = [(0, null), (1_000, "nano"), (10_000, "micro"), (50_000, "mid"), (250_000, "macro"), (1_000_000, "mega")],

            // Bottom 50 %, then 30 %, 19 % and 1 % of the reference population.
            ["klear"] = [(0, "novice"), (16_268, "casual"), (73_623, "power"), (2_037_644, "celebrity")],
        };

    /// <summary>The tier expected for a count.</summary>
    public static string? At(string scheme, ulong followers) => ByScheme[scheme].Last(band => band.From <= followers).Tier;
}
