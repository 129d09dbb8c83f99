using System.Globalization;
using System.Text;

namespace InfluenceGrpc.Load;

/// <summary>Memory and latency over time, and when Redis was away, as a picture that needs nothing but a browser.</summary>
internal static class SoakChart
{
    private const int Width = 800;
    private const int PanelHeight = 160;
    private const int Left = 60;
    private const int Top = 30;
    private static readonly string[] Colours = ["#2563a8", "#b4530a", "#3f7d3a"];

    /// <summary>Draws it.</summary>
    public static string Of(TimeSpan duration, IReadOnlyList<PacedCalls> singles, IReadOnlyList<ServerSample> samples, Outages outages)
    {
        var step = duration / 60;
        var memory = samples.Select(sample => (sample.At, sample.ResidentBytes / 1e6)).ToArray();
        var svg = new StringBuilder();
        svg.Append(Invariant($"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {Left + Width + 20} {(2 * (PanelHeight + Top)) + 50}" font-family="sans-serif" font-size="12" role="img">"""));
        svg.Append("<title>Resident memory and latency of single calls over a soak; grey where Redis was away</title>");
        svg.Append("""<rect width="100%" height="100%" fill="white"/>""");
        Panel(svg, duration, outages, 0, "Resident memory, MB", [(Colours[0], "", memory)]);
        var latencies = singles.Select((single, number) => (Colours[number], single.Name, Windows(single, step, duration).ToArray())).ToArray();
        Panel(svg, duration, outages, 1, Invariant($"p99 of single calls in milliseconds, in windows of {step.TotalSeconds:0.#} s"), latencies);
        svg.Append("</svg>");
        return svg.ToString();
    }

    private static IEnumerable<(TimeSpan At, double Value)> Windows(PacedCalls single, TimeSpan step, TimeSpan duration)
    {
        for (var from = TimeSpan.Zero; from < duration; from += step)
        {
            var answered = single.Done.Where(call => call.Due >= from && call.Due < from + step && call.Outcome == SingleOutcome.Ok).ToArray();
            if (answered.Length > 0)
            {
                yield return (from + (step / 2), SoakReport.Milliseconds(answered, 0.99));
            }
        }
    }

    private static void Panel(
        StringBuilder svg, TimeSpan duration, Outages outages, int number, string title, (string Colour, string Name, (TimeSpan At, double Value)[] Points)[] lines)
    {
        var top = (number * (PanelHeight + Top)) + Top;
        var most = Math.Max(1, lines.SelectMany(line => line.Points).Select(point => point.Value).DefaultIfEmpty(1).Max() * 1.1);
        double X(TimeSpan at) => Left + (Width * (at / duration));
        double Y(double value) => top + PanelHeight - (PanelHeight * value / most);
        foreach (var (from, to, _) in outages.Taken)
        {
            svg.Append(Invariant($"""<rect x="{X(from):0.0}" y="{top}" width="{Math.Max(1, X(to) - X(from)):0.0}" height="{PanelHeight}" fill="#ddd"/>"""));
        }

        svg.Append(Invariant($"""<text x="{Left}" y="{top - 8}">{title}</text>"""));
        svg.Append(Invariant($"""<path d="M{Left} {top}V{top + PanelHeight}H{Left + Width}" fill="none" stroke="#444"/>"""));
        foreach (var value in (double[])[0, most / 2, most])
        {
            svg.Append(Invariant($"""<text x="{Left - 6}" y="{Y(value) + 4:0.0}" text-anchor="end">{value:0}</text>"""));
        }

        for (var (line, at) = (0, Left + Width); line < lines.Length; line++)
        {
            var (colour, name, points) = lines[line];
            svg.Append(Invariant($"""<polyline fill="none" stroke="{colour}" stroke-width="1.5" points="{string.Join(' ', points.Select(point => Invariant($"{X(point.At):0.0},{Y(point.Value):0.0}")))}"/>"""));
            if (name.Length > 0)
            {
                svg.Append(Invariant($"""<text x="{at - ((lines.Length - 1 - line) * 110)}" y="{top - 8}" text-anchor="end" fill="{colour}">{name}</text>"""));
            }
        }

        if (number == 1)
        {
            for (var minute = 0; minute <= duration.TotalMinutes; minute++)
            {
                svg.Append(Invariant($"""<text x="{X(TimeSpan.FromMinutes(minute)):0.0}" y="{top + PanelHeight + 16}" text-anchor="middle">{minute}</text>"""));
            }

            svg.Append(Invariant($"""<text x="{Left + (Width / 2)}" y="{top + PanelHeight + 34}" text-anchor="middle">minutes; grey: Redis away</text>"""));
        }
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
