using System.Text;
using System.Text.Json;
using InfluenceGrpc.Cli.Tally;

namespace InfluenceGrpc.Cli.Rendering;

/// <summary>The summary for programs. Shares lie in [0, 1].</summary>
internal static class SummaryJson
{
    public static string Write(ClassifySummary summary)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteString("file", summary.File);
            json.WriteNumber("creators", summary.Creators);
            json.WriteNumber("classified", summary.Classified);
            json.WriteNumber("older_than_asked", summary.Stale);
            json.WriteNumber("from_memory", summary.Degraded);
            json.WriteNumber("missing", summary.Missing);
            json.WriteNumber("failed", summary.Failed);
            json.WriteNumber("bad_rows", summary.Bad);
            json.WriteNumber("retries", summary.Retries);
            json.WriteNumber("seconds", Math.Round(summary.Elapsed.TotalSeconds, 3));
            json.WriteStartObject("failures");
            foreach (var (reason, count) in summary.Failures)
            {
                json.WriteNumber(reason, count);
            }

            json.WriteEndObject();
            json.WriteStartArray("schemes");
            foreach (var scheme in summary.Schemes)
            {
                WriteScheme(json, scheme, summary.Classified);
            }

            json.WriteEndArray();
            WriteDisagreement(json, summary);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    private static void WriteScheme(Utf8JsonWriter json, SchemeTally tally, long classified)
    {
        json.WriteStartObject();
        json.WriteString("id", tally.Scheme.Id);
        json.WriteNumber("version", tally.Scheme.Version);
        json.WriteStartArray("tiers");
        for (var ordinal = 1; ordinal < tally.Counts.Length; ordinal++)
        {
            var tier = tally.Scheme.Tiers[ordinal - 1];
            json.WriteStartObject();
            json.WriteNumber("ordinal", ordinal);
            json.WriteString("id", tier.Id);
            json.WriteString("label", tier.Label);
            json.WriteNumber("creators", tally.Counts[ordinal]);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteNumber("unranked", tally.Counts[0]);
        WriteShare(json, "near_bound_share", tally.NearBound, classified);
        json.WriteEndObject();
    }

    private static void WriteDisagreement(Utf8JsonWriter json, ClassifySummary summary)
    {
        json.WriteStartObject("disagreement");
        json.WriteNumber("creators", summary.Disputed);
        WriteShare(json, "share", summary.Disputed, summary.Classified);
        json.WriteStartArray("pairs");
        foreach (var pair in summary.Pairs)
        {
            json.WriteStartObject();
            json.WriteString("first", summary.Schemes[pair.First].Scheme.Id);
            json.WriteString("second", summary.Schemes[pair.Second].Scheme.Id);
            json.WriteNumber("compared", pair.Compared);
            WriteShare(json, "share", pair.Different, pair.Compared);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteShare(Utf8JsonWriter json, string name, long part, long whole)
    {
        if (whole == 0)
        {
            json.WriteNull(name);
        }
        else
        {
            json.WriteNumber(name, Math.Round((double)part / whole, 6));
        }
    }
}
