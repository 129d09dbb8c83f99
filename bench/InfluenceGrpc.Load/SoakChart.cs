using System.Text;

namespace InfluenceGrpc.Load;

/// <summary>Memory and latency over time, and when Redis or a replica was away, as a picture that needs nothing but a browser.</summary>
internal static class SoakChart
{
    private const int Width = 800;
    private const int PanelHeight = 160;
    private const int Left = 60;
    private const int Top = 30;
    private static readonly string[] Colours = ["#2563a8", "#b4530a", "#3f7d3a"];

    /// <summary>Draws it.</summary>
    public static string Of(SoakFindings findings)
    {
        var duration = findings.Options.Duration;
        var step = duration / 60;
        var svg = new StringBuilder();
        svg.Append(Text.Of($"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {Left + Width + 20} {(2 * (PanelHeight + Top)) + 50}" font-family="sans-serif" font-size="12" role="img">"""));
        svg.Append("<title>Resident memory of two replicas and latency of single calls over a soak; grey where Redis or a replica was away</title>");
        svg.Append("""<rect width="100%" height="100%" fill="white"/>""");
        var memory = findings.Lives.Select(life => new Line(
            Colours[life.Replica - 1],
            life == findings.Replicas[life.Replica - 1].Lives[0] ? life.Name : "",
            [.. life.Samples.Select(sample => (sample.At, sample.ResidentBytes / 1e6))]));
        Panel(svg, findings, 0, "Resident memory, MB", [.. memory]);
        var latencies = findings.Singles.Select((single, number) => new Line(Colours[number], single.Name, [.. Windows(single, step, duration)]));
        Panel(svg, findings, 1, Text.Of($"p99 of single calls in milliseconds, in windows of {step.TotalSeconds:0.#} s"), [.. latencies]);
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
                yield return (from + (step / 2), Statistics.Percentile(answered.Select(call => call.Latency.TotalMilliseconds), 0.99));
            }
        }
    }

    private static void Panel(
        StringBuilder svg, SoakFindings findings, int number, string title, Line[] lines)
    {
        var duration = findings.Options.Duration;
        var top = (number * (PanelHeight + Top)) + Top;
        var most = Math.Max(1, lines.SelectMany(line => line.Points).Select(point => point.Value).DefaultIfEmpty(1).Max() * 1.1);
        double X(TimeSpan at) => Left + (Width * (at / duration));
        double Y(double value) => top + PanelHeight - (PanelHeight * value / most);
        foreach (var outage in findings.Disturbances.Taken.Where(one => one.IsOutage))
        {
            var (from, to) = (X(outage.From), X(outage.To));
            svg.Append(Text.Of($"""<rect x="{from:0.0}" y="{top}" width="{Math.Max(1, to - from):0.0}" height="{PanelHeight}" fill="#ddd"><title>{outage.Name}</title></rect>"""));
        }

        svg.Append(Text.Of($"""<text x="{Left}" y="{top - 8}">{title}</text>"""));
        svg.Append(Text.Of($"""<path d="M{Left} {top}V{top + PanelHeight}H{Left + Width}" fill="none" stroke="#444"/>"""));
        foreach (var value in (double[])[0, most / 2, most])
        {
            svg.Append(Text.Of($"""<text x="{Left - 6}" y="{Y(value) + 4:0.0}" text-anchor="end">{value:0}</text>"""));
        }

        var named = lines.Count(line => line.Name.Length > 0);
        foreach (var line in lines)
        {
            var points = line.Points.Select(point => Text.Of($"{X(point.At):0.0},{Y(point.Value):0.0}"));
            svg.Append(Text.Of($"""<polyline fill="none" stroke="{line.Colour}" stroke-width="1.5" points="{string.Join(' ', points)}"/>"""));
            if (line.Name.Length > 0)
            {
                svg.Append(Text.Of($"""<text x="{Left + Width - (--named * 110)}" y="{top - 8}" text-anchor="end" fill="{line.Colour}">{line.Name}</text>"""));
            }
        }

        if (number == 1)
        {
            for (var minute = 0; minute <= duration.TotalMinutes; minute++)
            {
                svg.Append(Text.Of($"""<text x="{X(TimeSpan.FromMinutes(minute)):0.0}" y="{top + PanelHeight + 16}" text-anchor="middle">{minute}</text>"""));
            }

            svg.Append(Text.Of($"""<text x="{Left + (Width / 2)}" y="{top + PanelHeight + 34}" text-anchor="middle">minutes; grey: Redis or a replica away</text>"""));
        }
    }

    private sealed record Line(string Colour, string Name, (TimeSpan At, double Value)[] Points);
}
