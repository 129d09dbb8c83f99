using System.Globalization;
using System.Text.Json;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;

namespace InfluenceGrpc.Json;

/// <summary>
/// Walks JSON beside the message that it is to be, and names everything that does not fit: the parser of messages stops at the first
/// fault, and knows neither its line nor the name that was meant.
/// </summary>
internal sealed class MessageScan : IDisposable
{
    /// <summary>Levels of nesting beyond which nothing is read: far deeper than any message of the contract, and as deep as the official
    /// library goes.</summary>
    public const int MaxDepth = 100;

    // What programs send.
    private static readonly JsonReaderOptions Strict = new() { MaxDepth = MaxDepth };

    // What people write into files.
    private static readonly JsonReaderOptions Lenient = Strict with { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    private readonly List<MessageFault> faults = [];

    private readonly MessageRemains remains;
    private readonly TextLines lines;
    private readonly string kind;
    private readonly int mostFaults;

    private MessageScan(TextLines lines, string kind, MessageRemains remains, int mostFaults)
    {
        this.lines = lines;
        this.kind = kind;
        this.remains = remains;
        this.mostFaults = mostFaults;
    }

    /// <summary>
    /// Every fault, with its line and path, and as JSON what can be read; of text that is no JSON the faults up to where it breaks off,
    /// and null. Comments are allowed, and commas behind the last of many.
    /// </summary>
    /// <param name="json">The text.</param>
    /// <param name="type">The message that it is to be.</param>
    /// <param name="kind">What the message is for people, such as "brief".</param>
    public static (IReadOnlyList<MessageFault> Faults, string? Remains) Read(ReadOnlySpan<byte> json, MessageDescriptor type, string kind)
    {
        using var scan = new MessageScan(new TextLines(json), kind, new MessageRemains(isKept: true), int.MaxValue);
        var isObject = scan.TryRead(json, type, Lenient);
        return (scan.faults, isObject ? scan.remains.ToString() : null);
    }

    /// <summary>The first faults, and no more: of text that strangers send, which may be megabytes of them. It is read strictly.</summary>
    /// <param name="json">The text.</param>
    /// <param name="type">The message that it is to be.</param>
    /// <param name="kind">What the message is for people.</param>
    /// <param name="mostFaults">How many are enough; the walk ends there.</param>
    public static IReadOnlyList<MessageFault> FirstFaults(ReadOnlySpan<byte> json, MessageDescriptor type, string kind, int mostFaults)
    {
        using var scan = new MessageScan(new TextLines(json), kind, new MessageRemains(isKept: false), mostFaults);
        scan.TryRead(json, type, Strict);
        return scan.faults;
    }

    public void Dispose() => remains.Dispose();

    private bool TryRead(ReadOnlySpan<byte> json, MessageDescriptor type, JsonReaderOptions options)
    {
        var reader = new Utf8JsonReader(json, options);
        try
        {
            reader.Read();
            var isObject = reader.TokenType == JsonTokenType.StartObject;
            Message(ref reader, type, "");
            reader.Read();
            return isObject;
        }
        catch (JsonException fault)
        {
            faults.Add(new MessageFault(null, (int?)fault.LineNumber + 1, SyntaxFault.Tell(fault, MaxDepth), kind));
        }
        catch (InvalidOperationException)
        {
            // What the reader says of an escape such as \ud800 alone.
            faults.Add(new MessageFault(null, lines.At(reader.TokenStartIndex), "this is no text: half of a character is missing", kind));
        }

        return false;
    }

    private void Message(ref Utf8JsonReader reader, MessageDescriptor type, string path)
    {
        if (type.FullName == Timestamp.Descriptor.FullName)
        {
            Require(ref reader, JsonScalar.IsTime(ref reader), path, "must be a time such as \"2027-04-01T00:00:00Z\"");
            return;
        }

        if (type.FullName == Duration.Descriptor.FullName)
        {
            Require(ref reader, JsonScalar.IsDuration(ref reader), path, "must be a number of seconds such as \"604800s\"");
            return;
        }

        if (reader.TokenType != JsonTokenType.StartObject)
        {
            Refuse(ref reader, path, "must be an object: { ... }");
            return;
        }

        remains.BeginObject();
        var seen = new HashSet<int>();
        var chosen = new Dictionary<OneofDescriptor, string>();
        while (faults.Count < mostFaults && reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var name = reader.GetString()!;
            var at = path.Length == 0 ? name : $"{path}.{name}";
            var field = Find(type, name);
            var fault = field is null ? $"there is no such field{NearestName.Meant(name, type.Fields.InFieldNumberOrder().Select(one => one.JsonName))}"
                : !seen.Add(field.FieldNumber) ? "is given twice"
                : field.RealContainingOneof is { } group && !chosen.TryAdd(group, field.JsonName) ? $"cannot be given beside {chosen[group]}"
                : null;
            if (fault is not null)
            {
                Tell(ref reader, at, fault);
                reader.Read();
                reader.Skip();
                continue;
            }

            reader.Read();
            remains.Field(field!.JsonName);
            Field(ref reader, field, at);
        }

        remains.EndObject();
    }

    private static FieldDescriptor? Find(MessageDescriptor type, string name) =>
        type.Fields.InFieldNumberOrder().FirstOrDefault(field => field.JsonName == name || field.Name == name);

    private void Field(ref Utf8JsonReader reader, FieldDescriptor field, string path)
    {
        if (reader.TokenType == JsonTokenType.Null)
        {
            // Null is how JSON says that a field is not given.
            return;
        }

        if (field.IsMap)
        {
            Map(ref reader, field.MessageType.FindFieldByNumber(2), path);
        }
        else if (field.IsRepeated)
        {
            List(ref reader, field, path);
        }
        else
        {
            Value(ref reader, field, path);
        }
    }

    private void Map(ref Utf8JsonReader reader, FieldDescriptor value, string path)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            Refuse(ref reader, path, "must be an object of names and numbers: { \"name\": 1 }");
            return;
        }

        remains.BeginObject();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (faults.Count < mostFaults && reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var key = reader.GetString()!;
            var at = $"{path}[\"{key}\"]";
            if (!seen.Add(key))
            {
                Tell(ref reader, at, "is given twice");
            }

            reader.Read();
            remains.Entry(key, value);
            Value(ref reader, value, at);
        }

        remains.EndObject();
    }

    private void List(ref Utf8JsonReader reader, FieldDescriptor field, string path)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            Refuse(ref reader, path, "must be a list: [ ... ]");
            return;
        }

        remains.BeginList();
        for (var i = 0; faults.Count < mostFaults && reader.Read() && reader.TokenType != JsonTokenType.EndArray; i++)
        {
            remains.Item(field);
            Value(ref reader, field, string.Create(CultureInfo.InvariantCulture, $"{path}[{i}]"));
        }

        remains.EndList();
    }

    private void Value(ref Utf8JsonReader reader, FieldDescriptor field, string path)
    {
        switch (field.FieldType)
        {
            case FieldType.Message:
                Message(ref reader, field.MessageType, path);
                break;
            case FieldType.Enum:
                Name(ref reader, field.EnumType, path);
                break;
            case FieldType.Double:
                Require(ref reader, JsonScalar.IsNumber(ref reader, double.MaxValue), path, "must be a number, and neither NaN nor infinite");
                break;
            case FieldType.Float:
                Require(ref reader, JsonScalar.IsNumber(ref reader, float.MaxValue), path, "must be a number, and neither NaN nor infinite");
                break;
            case FieldType.UInt64 or FieldType.UInt32 or FieldType.Int64 or FieldType.Int32:
                var (least, most) = JsonScalar.RangeOf(field);
                Require(
                    ref reader,
                    JsonScalar.IsWhole(ref reader, least, most),
                    path,
                    string.Create(CultureInfo.InvariantCulture, $"must be a whole number from {least:N0} to {most:N0}"));
                break;
            case FieldType.Bool:
                Require(ref reader, reader.TokenType is JsonTokenType.True or JsonTokenType.False, path, "must be true or false");
                break;
            default:
                // Reading it is what finds half of a character.
                Require(ref reader, reader.TokenType == JsonTokenType.String && reader.GetString() is not null, path, "must be text in quotes");
                break;
        }
    }

    private void Name(ref Utf8JsonReader reader, EnumDescriptor type, string path)
    {
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var number))
        {
            Require(ref reader, type.FindValueByNumber(number) is not null, path, $"{number} is none of its numbers");
            return;
        }

        if (reader.TokenType != JsonTokenType.String)
        {
            Refuse(ref reader, path, $"must be a name such as \"{type.Values[^1].Name}\"");
            return;
        }

        var name = reader.GetString()!;
        if (type.FindValueByName(name) is null)
        {
            var known = type.Values.Where(value => value.Number != 0).Select(value => value.Name).ToList();
            var meant = NearestName.Meant(name, known);
            Refuse(ref reader, path, $"'{name}' is none of its names{(meant.Length > 0 ? meant : $": {string.Join(", ", known)}")}");
            return;
        }

        remains.Keep(ref reader);
    }

    private void Require(ref Utf8JsonReader reader, bool holds, string path, string what)
    {
        if (holds)
        {
            remains.Keep(ref reader);
        }
        else
        {
            Refuse(ref reader, path, what);
        }
    }

    // Moves to the end of the value, and tells. In this order: where the value is nested too deep that alone is told.
    private void Refuse(ref Utf8JsonReader reader, string path, string what)
    {
        var line = lines.At(reader.TokenStartIndex);
        remains.Leave();
        reader.Skip();
        Tell(line, path, what);
    }

    private void Tell(ref Utf8JsonReader reader, string path, string what) => Tell(lines.At(reader.TokenStartIndex), path, what);

    private void Tell(int line, string path, string what) => faults.Add(new MessageFault(path, line, what, kind));
}
