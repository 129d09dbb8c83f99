using System.Reflection;
using InfluenceGrpc.Core.Faults;

namespace InfluenceGrpc.Core.Tiers;

/// <summary>The schemes that ship with the domain: first the project's source documents, then the industry's.</summary>
public static class BuiltInTierSchemes
{
    /// <summary>The scheme used when a request names none.</summary>
    public const string DefaultId = "harvard-media";

    private static readonly string[] Ids =
    [
        DefaultId, "no-1k-10k", "nl-5k-100k", "fi-under-10k", "fi-1k-5k", "it-proximity",
        "iab-uk", "mediakix-2019", "hypeauditor-2019", "later-2021", "shopify-2023", "tagger", "lefty", "nielsen-2022", "duel", "klear",
    ];

    /// <summary>All built-in schemes, in the order above.</summary>
    public static IReadOnlyList<TierScheme> All { get; } = [.. Ids.Select(Load)];

    /// <summary>The scheme <see cref="DefaultId"/>.</summary>
    public static TierScheme Default => All[0];

    private static TierScheme Load(string id)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"Schemes/{id}.json")
            ?? throw new InvalidOperationException($"The built-in tier scheme {id} is not in the assembly.");
        var utf8 = new byte[stream.Length];
        stream.ReadExactly(utf8);
        var scheme = TierSchemeJson.ReadAndValidate(utf8, builtIn: true);
        if (!scheme.IsValid || scheme.Value.Id != id)
        {
            throw new InvalidOperationException($"The built-in tier scheme {id} is faulty: {string.Join("; ", scheme.Faults.Select(Line))}");
        }

        return scheme.Value;
    }

    private static string Line(Fault fault) => $"{fault.Path} {fault.Message}";
}
