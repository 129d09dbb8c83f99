using System.Globalization;
using InfluenceGrpc.Cli.Fit;

namespace InfluenceGrpc.Cli.Rendering;

/// <summary>The best creators as a table: a bar to the lower end of the interval, shaded to the upper.</summary>
internal sealed class TopRenderer(Ink ink)
{
    private const int BarWidth = 25;
    private const int WidestId = 40;

    private readonly FitBar bar = new(ink);

    public void Render(IReadOnlyList<TopCreator> creators)
    {
        var ranks = Figures.Column(["", .. creators.Select((_, i) => (i + 1).ToString(CultureInfo.InvariantCulture))], right: true);
        var ids = Figures.Column(["creator", .. creators.Select(creator => CellWidth.Shorten(Visible.Of(creator.Id), WidestId))]);
        var scores = Figures.Column(["score", .. creators.Select(creator => FitFigures.Points(creator.Score))], right: true);
        var intervals = Figures.Column(["interval", .. creators.Select(creator => FitFigures.Interval(creator.Lower, creator.Upper))]);
        var coverages = Figures.Column(["known", .. creators.Select(creator => Figures.Percent(creator.Coverage))], right: true);
        ink.Line($"  {ranks[0]}  {Ink.Plain(ids[0])}  {scores[0]}  {new string(' ', BarWidth)}  {intervals[0]}  {coverages[0]}");
        for (var i = 0; i < creators.Count; i++)
        {
            var (creator, row) = (creators[i], i + 1);
            var colour = creator.Ineligibilities.Count == 0 ? "green" : "grey";
            ink.Line(
                $"  {ranks[row]}  [bold]{Ink.Plain(ids[row])}[/]  {scores[row]}  {bar.OfInterval(creator.Lower, creator.Upper, BarWidth, colour)}  "
                + $"{intervals[row]}  {coverages[row]}{Remarks(creator)}");
        }
    }

    private static string Remarks(TopCreator creator)
    {
        var unmet = creator.Ineligibilities.Count == 0 ? "" : $"  [red]not eligible: {Ink.Plain(FitFigures.Words(creator.Ineligibilities))}[/]";
        var cautions = creator.Cautions.Count == 0 ? "" : $"  [yellow]{Ink.Plain(FitFigures.Words(creator.Cautions))}[/]";
        return unmet + cautions;
    }
}
