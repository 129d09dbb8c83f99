using System.Globalization;
using System.Text.Json;
using InfluenceGrpc.Core.Faults;

namespace InfluenceGrpc.Core.Json;

/// <summary>Single JSON values as the proto3 mapping reads them; null for a value of another type.</summary>
internal static class JsonValue
{
    /// <summary>The name of a field; null when it holds half a surrogate pair (valid JSON, but not text).</summary>
    public static string? Name(JsonProperty property)
    {
        try
        {
            return property.Name;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    public static string? Text(JsonElement element)
    {
        try
        {
            return element.ValueKind == JsonValueKind.String ? element.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            // "\ud800" is valid JSON and not text; there is no way to ask beforehand.
            return null;
        }
    }

    public static bool? Flag(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    public static uint? UInt32(JsonElement element) => UInt64(element) is { } value and <= uint.MaxValue ? (uint)value : null;

    /// <summary>Also takes 1e4 and 10000.0, which the mapping allows.</summary>
    public static ulong? UInt64(JsonElement element)
    {
        var text = NumberText(element);
        if (ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var whole))
        {
            return whole;
        }

        return decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var number)
            && number <= ulong.MaxValue && decimal.IsInteger(number)
            ? (ulong)number
            : null;
    }

    public static double? Number(JsonElement element) => NumberText(element) switch
    {
        null => null,
        "NaN" => double.NaN,
        "Infinity" => double.PositiveInfinity,
        "-Infinity" => double.NegativeInfinity,
        var text => double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent,
            CultureInfo.InvariantCulture, out var number) ? number : null,
    };

    /// <summary>True for a name that can stand in a path without quotes.</summary>
    public static bool IsPlainName(string name) => name.Length is > 0 and <= FaultPath.MaxQuoted && name.All(char.IsAsciiLetterOrDigit);

    /// <summary>A value in an error message: short, and never the caller's whole text.</summary>
    public static string Describe(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => Text(element) is { } text ? FaultPath.Quote(text) : "a string that is not well-formed Unicode",
        JsonValueKind.Number => element.GetRawText() is { Length: <= FaultPath.MaxQuoted } raw ? raw : "a very long number",
        _ => element.GetRawText(),
    };

    private static string? NumberText(JsonElement element) =>
        element.ValueKind == JsonValueKind.Number ? element.GetRawText() : Text(element);
}
