using System.Text;
using System.Text.Json;
using InfluenceGrpc.Cli.Profiles;

namespace InfluenceGrpc.Cli.Rendering;

/// <summary>What an import came to.</summary>
internal static class ImportRenderer
{
    private const string Superseded =
        "superseded: the store has a higher version of the creator, or the creator was deleted less than RememberDeletions ago "
        + "(30 days unless the server is set otherwise); give such rows a higher version to write them";

    public static void Render(Ink ink, ImportSummary summary)
    {
        var rate = summary.Elapsed > TimeSpan.Zero ? summary.Totals.ItemsAnswered / summary.Elapsed.TotalSeconds : 0;
        ink.Line(
            $"[bold]{Ink.Plain(summary.File)}[/]: {Figures.Count(summary.Totals.ItemsAnswered)} profiles in "
            + $"{Figures.Duration(summary.Elapsed)} ({Figures.Count((long)rate)} a second)");
        if (summary.ResumedAfter > 0)
        {
            ink.Line($"went on after row {Figures.Count(summary.ResumedAfter)}; the figures below are of all runs");
        }

        (string Name, long Count, string Colour)[] lines =
        [
            ("written", summary.Counts.Written, "green"),
            ("unchanged", summary.Counts.Unchanged, "default"),
            ("superseded", summary.Counts.Superseded, "default"),
            ("failed", summary.Counts.Failed, "red"),
            ("bad rows", summary.Counts.Bad, "yellow"),
        ];
        var names = Figures.Column(lines.Select(line => line.Name));
        var counts = Figures.Column(lines.Select(line => Figures.Count(line.Count)), right: true);
        for (var i = 0; i < lines.Length; i++)
        {
            var colour = lines[i].Count > 0 ? lines[i].Colour : "default";
            ink.Line($"  [{colour}]{names[i]}  {counts[i]}[/]");
        }

        if (summary.Counts.Superseded > 0)
        {
            ink.Line(Superseded);
        }

        foreach (var (reason, count) in summary.Failures)
        {
            ink.Line($"[red]{Figures.Count(count)} profiles failed: {Ink.Plain(reason)}[/]");
        }

        if (Figures.Trouble("the server or its store", summary.Totals.Interruptions, summary.Totals.Retries) is { } trouble)
        {
            ink.Line($"{trouble}; nothing was lost");
        }
    }

    /// <summary>The same for programs.</summary>
    public static string Json(ImportSummary summary)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteString("file", summary.File);
            json.WriteNumber("written", summary.Counts.Written);
            json.WriteNumber("unchanged", summary.Counts.Unchanged);
            json.WriteNumber("superseded", summary.Counts.Superseded);
            json.WriteNumber("failed", summary.Counts.Failed);
            json.WriteNumber("bad_rows", summary.Counts.Bad);
            json.WriteNumber("resumed_after_row", summary.ResumedAfter);
            json.WriteNumber("retries", summary.Totals.Retries);
            json.WriteNumber("seconds", Math.Round(summary.Elapsed.TotalSeconds, 3));
            json.WriteStartObject("failures");
            foreach (var (reason, count) in summary.Failures)
            {
                json.WriteNumber(reason, count);
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.ToArray());
    }
}
