using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Google.Protobuf;
using Influence.V1;

namespace InfluenceGrpc.Cli.Briefs;

/// <summary>A brief as people read and edit it: what weighs most comes first, and figures have four digits.</summary>
internal static class BriefText
{
    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        // Brands have names such as "Tursko & Sekk": no browser reads this.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Write(Brief brief)
    {
        var json = JsonNode.Parse(JsonFormatter.Default.Format(brief))!.AsObject();
        foreach (var field in Brief.Descriptor.Fields.InFieldNumberOrder())
        {
            Tidy(json, field.JsonName, field.IsMap);
        }

        if (json["audience"] is JsonObject audience)
        {
            foreach (var field in TargetAudience.Descriptor.Fields.InFieldNumberOrder())
            {
                Tidy(audience, field.JsonName, field.IsMap);
            }
        }

        return json.ToJsonString(Readable) + "\n";
    }

    private static void Tidy(JsonObject parent, string name, bool isMap)
    {
        if (isMap && parent[name] is JsonObject map)
        {
  
            var heaviestFirst = map.OrderByDescending(entry => entry.Value!.GetValue<double>()).ThenBy(entry => entry.Key, StringComparer.Ordinal);
            parent[name] = new JsonObject(heaviestFirst.Select(entry => KeyValuePair.Create(entry.Key, (JsonNode?)Rounded(entry.Value!.AsValue()))));
        }
        else if (parent[name] is { } other)
        {
            parent[name] = Round(other);
        }
    }

    private static JsonNode? Round(JsonNode? node) => node switch
    {
        JsonObject children => new JsonObject(children.Select(child => KeyValuePair.Create(child.Key, Round(child.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Round)]),
        JsonValue value when value.GetValueKind() == JsonValueKind.Number => Rounded(value),
        _ => node?.DeepClone(),
    };

    private static JsonValue Rounded(JsonValue value) =>
        JsonValue.Create(double.Parse(value.GetValue<double>().ToString("G4", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture));
}
