using System.Globalization;
using InfluenceGrpc.Cli.Tally;

namespace InfluenceGrpc.Cli.Rendering;

/// <summary>Where schemes disagree: the share of creators whose canonical tier differs, pair by pair.</summary>
internal sealed class DisagreementRenderer(Ink ink)
{
    private const int CellWidth = 8;

    public void Render(ClassifySummary summary)
    {
        ink.Line(
            $"[bold]{Figures.Count(summary.Disputed)} of {Figures.Count(summary.Classified)} creators "
            + $"({Figures.Percent(summary.Disputed, summary.Classified)}) have different canonical tiers in at least two schemes[/]");
        ink.Line();
        ink.Line("Share of creators that two schemes see in different canonical tiers:");
        var names = Figures.Column(summary.Schemes.Select((scheme, i) => $"{Number(i).PadLeft(4)} {scheme.Scheme.Id}"));
        var indent = new string(' ', names[0].Length);
        var columns = Enumerable.Range(0, summary.Schemes.Count - 1).Select(i => Ink.Plain(Number(i).PadLeft(CellWidth)));
        ink.Line(indent + string.Concat(columns));
        for (var row = 0; row < summary.Schemes.Count; row++)
        {
            var cells = summary.Pairs.Where(pair => pair.Second == row).OrderBy(pair => pair.First).Select(Cell);
            ink.Line(Ink.Plain(names[row]) + string.Concat(cells));
        }

        ink.Line();
        ink.Line("Share of creators within 5 % of a bound, where a few followers change the tier:");
        var shares = Figures.Column(summary.Schemes.Select(scheme => Figures.Percent(scheme.NearBound, summary.Classified)), right: true);
        for (var i = 0; i < summary.Schemes.Count; i++)
        {
            ink.Line($"{Ink.Plain(names[i])}  {shares[i]}");
        }
    }

    private static string Cell(SchemePair pair)
    {
        var text = (pair.Share is { } share ? Figures.Percent(share) : "-").PadLeft(CellWidth);
        return pair.Share switch
        {
            > 0.5 => $"[red]{text}[/]",
            > 0.2 => $"[yellow]{text}[/]",
            _ => text,
        };
    }

    private static string Number(int index) => string.Create(CultureInfo.InvariantCulture, $"[{index + 1}]");
}
