using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Google.Protobuf.Reflection;

namespace InfluenceGrpc.Json;

/// <summary>
/// What can be read of a message, as JSON again. Fields that are at fault are left out. In lists and maps something stands in for them, so
/// that the others keep their places and a map does not look empty: what the server says of what stands in is not told.
/// </summary>
internal sealed class MessageRemains : IDisposable
{
    // Where nothing is kept, no more than this lies about.
    private const int MostPending = 16 * 1024;

    private readonly ArrayBufferWriter<byte> bytes = new();
    private readonly bool isKept;
    private readonly Utf8JsonWriter json;
    private string? name;
    private string? standIn;

    /// <param name="isKept">Whether anybody wants it; else it is forgotten as it is written.</param>
    public MessageRemains(bool isKept)
    {
        this.isKept = isKept;
        json = isKept ? new Utf8JsonWriter(bytes) : new Utf8JsonWriter(Stream.Null);
    }

    /// <summary>The next value is of this field, and left out where it is at fault.</summary>
    public void Field(string field) => (name, standIn) = (field, null);

    /// <summary>The next value is an entry of a map.</summary>
    public void Entry(string key, FieldDescriptor value) => (name, standIn) = (key, StandInFor(value));

    /// <summary>The next value is an item of a list.</summary>
    public void Item(FieldDescriptor item) => (name, standIn) = (null, StandInFor(item));

    public void BeginObject() => Named().WriteStartObject();

    public void EndObject() => json.WriteEndObject();

    public void BeginList() => Named().WriteStartArray();

    public void EndList() => json.WriteEndArray();

    /// <summary>Keeps the value that the reader is at.</summary>
    public void Keep(ref Utf8JsonReader reader)
    {
        Named();
        if (reader.TokenType == JsonTokenType.String)
        {
            json.WriteStringValue(reader.GetString());
        }
        else
        {
            json.WriteRawValue(reader.ValueSpan);
        }
    }

    /// <summary>The value is at fault.</summary>
    public void Leave()
    {
        if (standIn is not null)
        {
            Named().WriteRawValue(standIn);
        }
    }

    public override string ToString()
    {
        json.Flush();
        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }

    public void Dispose() => json.Dispose();

    private Utf8JsonWriter Named()
    {
        if (!isKept && json.BytesPending > MostPending)
        {
            json.Flush();
        }

        if (name is not null)
        {
            json.WritePropertyName(name);
            name = null;
        }

        return json;
    }

    // One that no rule of the whole list or map falls foul of.
    private static string StandInFor(FieldDescriptor field) => field.FieldType switch
    {
        FieldType.Message => "{}",
        FieldType.String => "\"\"",
        FieldType.Enum => int.MaxValue.ToString(CultureInfo.InvariantCulture),
        FieldType.UInt32 => uint.MaxValue.ToString(CultureInfo.InvariantCulture),
        _ => "1",
    };
}
