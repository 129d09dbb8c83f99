using System.Globalization;
using System.Text.Json;
using Google.Protobuf.Reflection;

namespace InfluenceGrpc.Json;

/// <summary>Whether a value of JSON is one that the proto3 JSON mapping reads for a field; numbers may stand in quotes.</summary>
internal static class JsonScalar
{
    // No contract of ours counts more of anybody; "version" and the like may be any number.
    private const ulong MostFollowers = 10_000_000_000;

    private const int MostSecondDigits = 12;

    /// <summary>A finite number that is at most as large as a field holds.</summary>
    public static bool IsNumber(ref Utf8JsonReader reader, double largest)
    {
        var value = double.NaN;
        var isNumber = reader.TokenType switch
        {
            JsonTokenType.Number => reader.TryGetDouble(out value),
            JsonTokenType.String => double.TryParse(reader.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out value),
            _ => false,
        };
        return isNumber && double.IsFinite(value) && Math.Abs(value) <= largest;
    }

    /// <summary>What a field of whole numbers holds.</summary>
    public static (Int128 Least, Int128 Most) RangeOf(FieldDescriptor field) => field.FieldType switch
    {
        FieldType.UInt32 => (0, uint.MaxValue),
        FieldType.Int32 => (int.MinValue, int.MaxValue),
        FieldType.Int64 => (long.MinValue, long.MaxValue),
        _ => (0, field.Name.EndsWith("followers", StringComparison.Ordinal) ? MostFollowers : ulong.MaxValue),
    };

    /// <summary>A whole number within both ends.</summary>
    public static bool IsWhole(ref Utf8JsonReader reader, Int128 least, Int128 most)
    {
        var text = reader.TokenType switch
        {
            JsonTokenType.Number => System.Text.Encoding.ASCII.GetString(reader.ValueSpan),
            JsonTokenType.String => reader.GetString(),
            _ => null,
        };
        return Int128.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most;
    }

    /// <summary>A time as a timestamp is written.</summary>
    public static bool IsTime(ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.String
        && reader.GetString() is { } text
        && text.Contains('T', StringComparison.Ordinal)
        && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    /// <summary>Seconds as a duration is written: "3.5s".</summary>
    public static bool IsDuration(ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.String
        && reader.GetString() is [.. var number, 's']
        && number.TrimStart('-').Split('.') is [{ Length: > 0 and <= MostSecondDigits }] or [{ Length: > 0 and <= MostSecondDigits }, { Length: > 0 and <= 9 }]
        && decimal.TryParse(number, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _);
}
