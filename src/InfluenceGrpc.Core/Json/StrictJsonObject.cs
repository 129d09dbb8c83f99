using System.Text.Json;
using InfluenceGrpc.Core.Faults;

namespace InfluenceGrpc.Core.Json;

/// <summary>One JSON object while it is read: hands out fields by name, notes wrong types, and in the end notes every field
/// nobody asked for. A field that is absent, null or of the wrong type reads as null.</summary>
public sealed class StrictJsonObject
{
    private readonly Dictionary<string, JsonElement> fields = new(StringComparer.Ordinal);
    private readonly List<string> known = [];
    private readonly string path;
    private readonly FaultList faults;

    private StrictJsonObject(string path, FaultList faults)
    {
        this.path = path;
        this.faults = faults;
    }

    internal static T? Read<T>(JsonElement element, string path, FaultList faults, Func<StrictJsonObject, T> read)
        where T : class
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            faults.Add(path, FaultCode.WrongType, $"must be an object; got {JsonValue.Describe(element)}.");
            return null;
        }

        var reader = new StrictJsonObject(path, faults);
        reader.TakeFields(element);
        var value = read(reader);
        reader.RejectUnknownFields();
        return value;
    }

    /// <summary>A string.</summary>
    public string? Text(string name) => Take(name, JsonValue.Text, "a string");

    /// <summary>true or false.</summary>
    public bool? Flag(string name) => TakeValue<bool>(name, JsonValue.Flag, "true or false");

    /// <summary>A whole number in [0, 2^32), as a number or a string.</summary>
    public uint? UInt32(string name) => TakeValue<uint>(name, JsonValue.UInt32, "a whole number from 0 to 4294967295");

    /// <summary>A whole number in [0, 2^64), as a number or a string.</summary>
    public ulong? UInt64(string name) => TakeValue<ulong>(name, JsonValue.UInt64, "a whole number, 0 or more");

    /// <summary>A number, as a number or a string; "NaN" and "Infinity" are read, for a validator to refuse.</summary>
    public double? Number(string name) => TakeValue<double>(name, JsonValue.Number, "a number");

    /// <summary>An enum value by its proto name, or by its number.</summary>
    public TEnum? Enum<TEnum>(string name, ProtoEnumNames<TEnum> names)
        where TEnum : struct, Enum
    {
        ArgumentNullException.ThrowIfNull(names);
        if (!TryTake(name, out var element))
        {
            return null;
        }

        if (names.Read(element) is { } value)
        {
            return value;
        }

        var code = element.ValueKind is JsonValueKind.String or JsonValueKind.Number ? FaultCode.UnknownValue : FaultCode.WrongType;
        faults.Add(FaultPath.Join(path, name), code, $"must be one of {names.List}; got {JsonValue.Describe(element)}.");
        return null;
    }

    /// <summary>An object of its own.</summary>
    public T? Object<T>(string name, Func<StrictJsonObject, T> read)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(read);
        return TryTake(name, out var element) ? Read(element, FaultPath.Join(path, name), faults, read) : null;
    }

    /// <summary>A list of objects. Items that are no objects become faults and are read as empty ones, so that those after them keep
    /// their numbers.</summary>
    public IReadOnlyList<T>? Objects<T>(string name, Func<StrictJsonObject, T> read)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(read);
        return Items(name, (element, at) => Read(element, at, faults, read) ?? read(new StrictJsonObject(at, faults)));
    }

    /// <summary>A list of strings. Items that are no strings become faults and are read as empty ones.</summary>
    public IReadOnlyList<string>? Texts(string name) => Items(name, (element, at) =>
    {
        var text = JsonValue.Text(element);
        if (text is null)
        {
            faults.Add(at, FaultCode.WrongType, $"must be a string; got {JsonValue.Describe(element)}.");
        }

        return text ?? "";
    });

    /// <summary>A map of names to numbers, read as <see cref="Number"/> reads them. Entries that are no numbers become faults and are
    /// left out; null is no number here, since an entry cannot be "not given". Names are taken as they stand.</summary>
    public IReadOnlyDictionary<string, double>? Numbers(string name)
    {
        if (!TryTake(name, out var map))
        {
            return null;
        }

        if (map.ValueKind != JsonValueKind.Object)
        {
            RejectType(name, map, "an object");
            return null;
        }

        var at = FaultPath.Join(path, name);
        var names = new HashSet<string>(StringComparer.Ordinal);
        var numbers = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var entry in map.EnumerateObject())
        {
            if (JsonValue.Name(entry) is not { } key)
            {
                faults.Add(at, FaultCode.Malformed, "has a name that is not well-formed Unicode.");
            }
            else if (!names.Add(key))
            {
                faults.Add(FaultPath.Key(at, key), FaultCode.Duplicate, "is given twice.");
            }
            else if (JsonValue.Number(entry.Value) is { } number)
            {
                numbers.Add(key, number);
            }
            else
            {
                faults.Add(FaultPath.Key(at, key), FaultCode.WrongType, $"must be a number; got {JsonValue.Describe(entry.Value)}.");
            }
        }

        return numbers;
    }

    /// <summary>Notes a fault at one of this object's fields.</summary>
    public void Reject(string name, FaultCode code, string message) => faults.Add(FaultPath.Join(path, name), code, message);

    private List<T>? Items<T>(string name, Func<JsonElement, string, T> read)
        where T : class
    {
        if (!TryTake(name, out var list))
        {
            return null;
        }

        var at = FaultPath.Join(path, name);
        if (list.ValueKind != JsonValueKind.Array)
        {
            faults.Add(at, FaultCode.WrongType, $"must be a list; got {JsonValue.Describe(list)}.");
            return null;
        }

        var items = new List<T>(list.GetArrayLength());
        var index = 0;
        foreach (var element in list.EnumerateArray())
        {
            items.Add(read(element, FaultPath.Item(at, index++)));
        }

        return items;
    }

    private void TakeFields(JsonElement element)
    {
        foreach (var property in element.EnumerateObject())
        {
            if (JsonValue.Name(property) is not { } name)
            {
                faults.Add(path, FaultCode.Malformed, "has a field name that is not well-formed Unicode.");
            }
            else if (!fields.TryAdd(CamelCase(name), property.Value))
            {
                faults.Add(FaultPath.Join(path, CamelCase(name)), FaultCode.Duplicate, "is given twice.");
            }
        }
    }

    private void RejectUnknownFields()
    {
        foreach (var name in fields.Keys)
        {
            if (!known.Contains(name))
            {
                var at = JsonValue.IsPlainName(name) ? FaultPath.Join(path, name) : FaultPath.Key(path, name);
                faults.Add(at, FaultCode.UnknownField, $"is not a field here; known are {string.Join(", ", known)}.");
            }
        }
    }

    private bool TryTake(string name, out JsonElement element)
    {
        known.Add(name);
        return fields.TryGetValue(name, out element) && element.ValueKind != JsonValueKind.Null;
    }

    private T? Take<T>(string name, Func<JsonElement, T?> read, string wanted)
        where T : class
    {
        if (!TryTake(name, out var element))
        {
            return null;
        }

        var value = read(element);
        if (value is null)
        {
            RejectType(name, element, wanted);
        }

        return value;
    }

    private T? TakeValue<T>(string name, Func<JsonElement, T?> read, string wanted)
        where T : struct
    {
        if (!TryTake(name, out var element))
        {
            return null;
        }

        var value = read(element);
        if (value is null)
        {
            RejectType(name, element, wanted);
        }

        return value;
    }

    private void RejectType(string name, JsonElement element, string wanted) =>
        faults.Add(FaultPath.Join(path, name), FaultCode.WrongType, $"must be {wanted}; got {JsonValue.Describe(element)}.");

    /// <summary>lower_snake_case as in the .proto file to lowerCamelCase; other names stay.</summary>
    private static string CamelCase(string name)
    {
        if (!name.Contains('_', StringComparison.Ordinal))
        {
            return name;
        }

        var words = name.Split('_');
        return string.Concat(words.Select((word, i) => i == 0 || word.Length == 0 ? word : char.ToUpperInvariant(word[0]) + word[1..]));
    }
}
