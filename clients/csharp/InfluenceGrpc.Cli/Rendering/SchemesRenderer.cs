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
            var tiers = scheme.Tiers.Select((tier, at) => $"{tier.Label} {Figures.Range(scheme, at + 1)}".TrimEnd());
            ink.Line($"{new string(' ', ids[i].Length)}  {Ink.Plain(string.Join(", ", tiers))}");
        }
    }

    public void RenderOne(TierScheme scheme)
    {
        ink.Line($"[bold]{Ink.Plain(scheme.Id)}[/] (version {scheme.Version}): {Ink.Plain(scheme.Title)}");
        var platform = scheme.Platform == Platform.Unspecified ? "" : $", {scheme.Platform.ToString().ToLowerInvariant()} only";
        ink.Line($"  goes by   {scheme.Kind.ToString().ToLowerInvariant()}{platform}");
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
            var canonical = scheme.Tiers[i].Canonical;
            var comparison = canonical == CanonicalTier.Unspecified ? "" : $"compares to {canonical.ToString().ToLowerInvariant()}";
            ink.Line($"  {i + 1,2}  {Ink.Plain(labels[i])}  {Ink.Plain(ids[i])}  {ranges[i]}  {comparison}");
        }

        foreach (var note in scheme.Notes)
        {
            ink.Line($"  note: {Ink.Plain(note)}");
        }
    }
}
