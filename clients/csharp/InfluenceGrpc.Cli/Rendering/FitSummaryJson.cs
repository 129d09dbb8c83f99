using System.Text;
using System.Text.Json;
using Google.Protobuf;
using InfluenceGrpc.Cli.Campaigns;
using InfluenceGrpc.Cli.Fit;

namespace InfluenceGrpc.Cli.Rendering;

/// <summary>What scoring, ranking or planning came to, for programs. Coverage lies in [0, 1], scores in [0, 100].</summary>
internal static class FitSummaryJson
{
    public static string Write(FitSummary summary) => Write(json =>
    {
        json.WriteString("file", summary.File);
        json.WriteString("brief", summary.Brief);
        json.WriteString("model", summary.ModelId);
        json.WriteNumber("model_version", summary.ModelVersion);
        json.WriteNumber("creators", summary.Creators);
        json.WriteNumber("scored", summary.Scored);
        json.WriteNumber("eligible", summary.Eligible);
        WriteCounts(json, "ineligible", summary.Reasons.Select(reason => (ContractName.Of(reason.Reason), reason.Count)));
        WriteCounts(json, "cautions", summary.Cautions.Select(caution => (ContractName.Of(caution.Flag), caution.Count)));
        json.WriteStartArray("histogram");
        foreach (var count in summary.Histogram)
        {
            json.WriteNumberValue(count);
        }

        json.WriteEndArray();
        if (summary.MedianCoverage is { } coverage)
        {
            json.WriteNumber("median_coverage", coverage);
        }
        else
        {
            json.WriteNull("median_coverage");
        }

        WriteCreators(json, "top", summary.Top);
        json.WriteNumber("older_than_asked", summary.Stale);
        json.WriteNumber("from_memory", summary.Degraded);
        WriteTrouble(json, summary.Failures, summary.Bad, summary.Retries, summary.Elapsed);
    });

    public static string Write(RankSummary summary) => Write(json =>
    {
        json.WriteString("file", summary.File);
        json.WriteString("brief", summary.Brief);
        json.WriteString("model", summary.Ranking.ModelId);
        json.WriteNumber("model_version", summary.Ranking.ModelVersion);
        json.WriteNumber("scored", summary.Ranking.Progress.Scored);
        json.WriteNumber("ineligible", summary.Ranking.Progress.Ineligible);
        WriteCreators(json, "ranking", [.. summary.Ranking.Creators.Select(TopCreator.Of)]);
        WriteTrouble(json, summary.Failures, summary.Bad, summary.Ranking.Totals.Retries, summary.Elapsed);
    });

    /// <summary>The plan itself is the proto3 JSON mapping of PlanCampaignResult.</summary>
    public static string Write(PlanSummary summary) => Write(json =>
    {
        var progress = summary.Planned.Progress;
        json.WriteString("file", summary.File);
        json.WriteString("brief", summary.Config.Brief.Title);
        json.WriteString("model", summary.Planned.ModelId);
        json.WriteNumber("model_version", summary.Planned.ModelVersion);
        json.WriteNumber("looked_at", progress.Items);
        json.WriteNumber("candidates", progress.Candidates);
        WriteCounts(json, "ineligible", summary.Tally.Ineligible.Select(reason => (ContractName.Of(reason.Reason), reason.Count)));
        WriteCounts(json, "dropped", summary.Tally.Dropped.Select(reason => (ContractName.Of(reason.Reason), reason.Count)));
        json.WriteString("currency", summary.Currency);
        json.WriteNumber("budget", summary.Config.Budget);
        json.WritePropertyName("plan");
        json.WriteRawValue(JsonFormatter.Default.Format(summary.Plan));
        WriteTrouble(json, summary.Failures, summary.Bad, summary.Planned.Totals.Retries, summary.Elapsed);
    });

    private static string Write(Action<Utf8JsonWriter> content)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            content(json);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    private static void WriteCreators(Utf8JsonWriter json, string name, IReadOnlyList<TopCreator> creators)
    {
        json.WriteStartArray(name);
        for (var i = 0; i < creators.Count; i++)
        {
            json.WriteStartObject();
            json.WriteNumber("rank", i + 1);
            json.WriteString("creator_id", creators[i].Id);
            json.WriteNumber("score", creators[i].Score);
            json.WriteNumber("lower", creators[i].Lower);
            json.WriteNumber("upper", creators[i].Upper);
            json.WriteNumber("coverage", creators[i].Coverage);
            WriteNames(json, "ineligibilities", creators[i].Ineligibilities.Select(ContractName.Of));
            WriteNames(json, "cautions", creators[i].Cautions.Select(ContractName.Of));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteNames(Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
        {
            json.WriteStringValue(value);
        }

        json.WriteEndArray();
    }

    private static void WriteTrouble(
        Utf8JsonWriter json, IReadOnlyDictionary<string, long> failures, long bad, long retries, TimeSpan elapsed)
    {
        json.WriteNumber("failed", failures.Values.Sum());
        WriteCounts(json, "failures", failures.Select(failure => (failure.Key, failure.Value)));
        json.WriteNumber("bad_rows", bad);
        json.WriteNumber("retries", retries);
        json.WriteNumber("seconds", Math.Round(elapsed.TotalSeconds, 3));
    }

    private static void WriteCounts(Utf8JsonWriter json, string name, IEnumerable<(string Name, long Count)> counts)
    {
        json.WriteStartObject(name);
        foreach (var (key, count) in counts)
        {
            json.WriteNumber(key, count);
        }

        json.WriteEndObject();
    }
}
