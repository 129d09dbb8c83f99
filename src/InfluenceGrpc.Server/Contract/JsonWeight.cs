using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Text.Json;
using Google.Protobuf.Reflection;
using InfluenceGrpc.Json;

namespace InfluenceGrpc.Server.Contract;

/// <summary>
/// What it takes to read JSON into a message, found out before it is read: what <see cref="MessageWeight"/> is for serialized messages. To
/// read it takes a hundred times as long as to look through it, so that too many items are told of here too.
/// </summary>
/// <remarks>An estimate, rather too high: text is read as UTF-16, and the message is written down again before either is given up.</remarks>
/// <param name="Bytes">About how many bytes of memory.</param>
/// <param name="Items">How many items the message has.</param>
[StructLayout(LayoutKind.Auto)]
internal record struct JsonWeight(long Bytes, int Items)
{
    // Of a byte of JSON: itself in one piece, as UTF-16, and in the message as serialized.
    private const int BytesOfText = 4;

    private static readonly ConcurrentDictionary<MessageDescriptor, Dictionary<string, FieldDescriptor>> Fields = new();

    /// <summary>What it takes; null where it is no JSON.</summary>
    /// <param name="json">The JSON.</param>
    /// <param name="type">The message that it is to be.</param>
    /// <param name="most">Where it is more bytes than this, it is not told how many more, nor whether it is JSON, nor all items.</param>
    public static JsonWeight? Weigh(ReadOnlySpan<byte> json, MessageDescriptor type, long most)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = MessageScan.MaxDepth });
        var weight = new JsonWeight((long)BytesOfText * json.Length, 0);
        try
        {
            if (!reader.Read())
            {
                return null;
            }

            AddMessage(ref reader, type, most, ref weight);
            return weight.Bytes > most || !reader.Read() ? weight : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // The latter of half a character in a name.
            return null;
        }
    }

    // As they are written in JSON, and as they are in the contract: both are read.
    private static Dictionary<string, FieldDescriptor> ByName(MessageDescriptor type) =>
        type.Fields.InDeclarationOrder().SelectMany(field => new[] { field.JsonName, field.Name }.Distinct().Select(name => (name, field))).ToDictionary(StringComparer.Ordinal);

    private static void AddMessage(ref Utf8JsonReader reader, MessageDescriptor type, long most, ref JsonWeight weight)
    {
        weight.Bytes += MessageWeight.Of(type).OwnBytes;
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            // A time or duration is a text; whatever else is not will be refused.
            reader.Skip();
            return;
        }

        var fields = Fields.GetOrAdd(type, ByName);
        while (weight.Bytes <= most && reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var field = fields.GetValueOrDefault(reader.GetString()!);
            reader.Read();
            if (field is null)
            {
                reader.Skip();
            }
            else if (field.IsMap || field.IsRepeated)
            {
                AddMany(ref reader, field, most, ref weight);
            }
            else
            {
                AddValue(ref reader, field, most, ref weight);
            }
        }
    }

    private static void AddMany(ref Utf8JsonReader reader, FieldDescriptor field, long most, ref JsonWeight weight)
    {
        if (reader.TokenType != (field.IsMap ? JsonTokenType.StartObject : JsonTokenType.StartArray))
        {
            reader.Skip();
            return;
        }

        var each = field.IsMap ? field.MessageType.FindFieldByNumber(2) : field;
        var countsItems = ItemCount.IsOfItems(field);
        while (weight.Bytes <= most && reader.Read() && reader.TokenType is not (JsonTokenType.EndObject or JsonTokenType.EndArray))
        {
            weight.Bytes += MessageWeight.BytesOfEach(field);
            weight.Items += countsItems ? 1 : 0;
            if (field.IsMap)
            {
                reader.Read();
            }

            AddValue(ref reader, each, most, ref weight);
        }
    }

    private static void AddValue(ref Utf8JsonReader reader, FieldDescriptor field, long most, ref JsonWeight weight)
    {
        if (field.FieldType == FieldType.Message)
        {
            AddMessage(ref reader, field.MessageType, most, ref weight);
            return;
        }

        weight.Bytes += MessageWeight.BytesOfValue(field, reader.ValueSpan.Length);
        reader.Skip();
    }
}
