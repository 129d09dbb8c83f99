using System.Globalization;
using Influence.V1;

namespace InfluenceGrpc.Cli.Rendering;

/// <summary>The schemes that a server knows.</summary>
internal sealed class SchemesRenderer(Ink ink)
{
    public void RenderList(ListTierSchemesResponse known)
    {
        var ids = Figures.Column(known.Schemes.Select(scheme => scheme.Id));
        for (var i = 0; i < known.Schemes.Count; i++)
        {
            var scheme = known.Schemes[i];
            var standard = scheme.Id == known.DefaultSchemeId ? " [green](default)[/]" : "";
            ink.Line($"[bold]{Ink.Plain(ids[i])}[/]  {Ink.Plain(scheme.Title)}{standard}");
            ink.Line($"{new string(' ', ids[i].Length)}  {Ink.Plain(string.Join(", ", scheme.Tiers.Select((tier, at) => Describe(scheme, tier, at + 1))))}");
        }
    }

    public void RenderOne(TierScheme scheme)
    {
        ink.Line($"[bold]{Ink.Plain(scheme.Id)}[/] (version {scheme.Version}): {Ink.Plain(scheme.Title)}");
        var kind = scheme.Kind.ToString().ToLowerInvariant();
        ink.Line($"  goes by   {kind}{(scheme.Platform == Platform.Unspecified ? "" : $", {scheme.Platform.ToString().ToLowerInvariant()} only")}");
        if (scheme.Source is { } source)
        {
            var year = source.Year == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" ({source.Year})");
            ink.Line($"  source    {Ink.Plain(source.Document)}{year} {Ink.Plain(source.Uri)}");
        }

        ink.Line();
        var labels = Figures.Column(scheme.Tiers.Select(tier => tier.Label));
        var ids = Figures.Column(scheme.Tiers.Select(tier => tier.Id));
        var ranges = Figures.Column(Enumerable.Range(1, scheme.Tiers.Count).Select(ordinal => Figures.Range(scheme, ordinal)), right: true);
        for (var i = 0; i < scheme.Tiers.Count; i++)
        {
            var canonical = scheme.Tiers[i].Canonical == CanonicalTier.Unspecified ? "" : $"compares to {scheme.Tiers[i].Canonical.ToString().ToLowerInvariant()}";
            ink.Line($"  {i + 1,2}  {Ink.Plain(labels[i])}  {ids[i]}  {ranges[i]}  {canonical}");
        }

        foreach (var note in scheme.Notes)
        {
            ink.Line($"  note: {Ink.Plain(note)}");
        }
    }

    private static string Describe(TierScheme scheme, Tier tier, int ordinal) => $"{tier.Label} {Figures.Range(scheme, ordinal)}".TrimEnd();
}
