using System.Globalization;
using System.Text.Json;

namespace InfluenceGrpc.SampleGenerator;

/// <summary>Writes candidates as JSONL: a profile a line, in the proto3 JSON mapping of CreatorProfile.</summary>
internal static class CandidatesJsonl
{
    /// <summary>Unknown figures are left out.</summary>
    public static void Write(Stream stream, IEnumerable<SyntheticCandidate> candidates)
    {
        foreach (var candidate in candidates)
        {
            using (var json = new Utf8JsonWriter(stream))
            {
                Write(json, candidate);
            }

            stream.WriteByte((byte)'\n');
        }
    }

    private static void Write(Utf8JsonWriter json, SyntheticCandidate candidate)
    {
        var creator = candidate.Creator;
        json.WriteStartObject();
        json.WriteString("creatorId", creator.CreatorId);
        json.WriteString("platform", $"PLATFORM_{creator.Platform.ToUpperInvariant()}");
        if (creator.Followers is { } followers)
        {
            json.WriteString("followers", followers.ToString(CultureInfo.InvariantCulture));
        }

        WriteEngagement(json, candidate);
        WriteShares(json, "topics", new Dictionary<string, double>(StringComparer.Ordinal) { [creator.Category] = 0.8 });
        json.WriteStartObject("audience");
        WriteShares(json, "countries", candidate.Countries);
        WriteShares(json, "regions", candidate.Regions);
        WriteShares(json, "languages", candidate.Languages);
        WriteShares(json, "interests", candidate.Interests);
        json.WriteNumber("authenticShare", candidate.AuthenticShare);
        json.WriteEndObject();
        WriteRest(json, candidate);
        json.WriteEndObject();
    }

    private static void WriteEngagement(Utf8JsonWriter json, SyntheticCandidate candidate)
    {
        if ((candidate.Creator.AverageLikes, candidate.Reach) is (null, null))
        {
            return;
        }

        json.WriteStartObject("engagement");
        if (candidate.Creator.AverageLikes is { } likes)
        {
            json.WriteNumber("averageLikes", likes);
            json.WriteNumber("averageComments", candidate.Creator.AverageComments!.Value);
            json.WriteNumber("samplePosts", candidate.Creator.SamplePosts);
        }

        if (candidate.Reach is { } reach)
        {
            json.WriteNumber("averageReach", reach);
        }

        json.WriteEndObject();
    }

    private static void WriteRest(Utf8JsonWriter json, SyntheticCandidate candidate)
    {
        if (candidate.Creator.SponsoredShare is { } sponsored)
        {
            json.WriteStartObject("sponsorship");
            json.WriteNumber("sponsoredShare", sponsored);
            json.WriteEndObject();
        }

        if (candidate.Price is { } price)
        {
            json.WriteStartArray("prices");
            json.WriteStartObject();
            json.WriteString("deliverable", "DELIVERABLE_SHORT_VIDEO");
            json.WriteStartObject("amount");
            json.WriteString("currencyCode", "NOK");
            json.WriteString("units", price.ToString(CultureInfo.InvariantCulture));
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteEndArray();
        }
    }

    private static void WriteShares(Utf8JsonWriter json, string name, IReadOnlyDictionary<string, double> shares)
    {
        json.WriteStartObject(name);
        foreach (var (key, share) in shares)
        {
            json.WriteNumber(key, share);
        }

        json.WriteEndObject();
    }
}
