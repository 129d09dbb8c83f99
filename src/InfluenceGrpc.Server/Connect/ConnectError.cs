using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Microsoft.Net.Http.Headers;
using RpcStatus = Google.Rpc.Status;

namespace InfluenceGrpc.Server.Connect;

/// <summary>An error as the Connect protocol has it: JSON, whatever the answer would have been.</summary>
internal static class ConnectError
{
    /// <summary>What it is sent as.</summary>
    public const string ContentType = "application/json";

    // Quotes and other letters than English ones stay as people write them: it is never part of a page.
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Its body.</summary>
    public static ReadOnlyMemory<byte> BodyOf(RpcStatus status)
    {
        var body = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(body, Readable);
        json.WriteStartObject();
        json.WriteString("code", ConnectCode.Of(status.Code).Name);
        json.WriteString("message", status.Message);
        if (status.Details.Count > 0)
        {
            json.WriteStartArray("details");
            foreach (var detail in status.Details)
            {
                Write(json, detail);
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
        json.Flush();
        return body.WrittenMemory;
    }

    /// <summary>Sets the status of HTTP, and headers for clients that know nothing of Connect.</summary>
    public static void SetHeaders(HttpResponse response, RpcStatus status, int? http = null)
    {
        response.StatusCode = http ?? ConnectCode.Of(status.Code).Http;
        response.ContentType = ContentType;
        if (status.Details.FirstOrDefault(detail => detail.Is(RetryInfo.Descriptor)) is { } retry)
        {
            // HTTP knows whole seconds only.
            var delay = retry.Unpack<RetryInfo>().RetryDelay.ToTimeSpan();
            response.Headers.RetryAfter = ((long)Math.Ceiling(delay.TotalSeconds)).ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        if (response.StatusCode == StatusCodes.Status401Unauthorized)
        {
            response.Headers[HeaderNames.WWWAuthenticate] = "Bearer";
        }
    }

    private static void Write(Utf8JsonWriter json, Any detail)
    {
        json.WriteStartObject();
        json.WriteString("type", Any.GetTypeName(detail.TypeUrl));
        json.WriteString("value", Convert.ToBase64String(detail.Value.Span).TrimEnd('='));
        if (ConnectJson.Show(detail) is { } shown)
        {
            json.WritePropertyName("debug");
            json.WriteRawValue(shown);
        }

        json.WriteEndObject();
    }
}
