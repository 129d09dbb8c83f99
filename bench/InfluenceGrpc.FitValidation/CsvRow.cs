using System.Globalization;

namespace InfluenceGrpc.FitValidation;

/// <summary>One row of a CSV file.</summary>
/// <param name="file">The file, for messages.</param>
/// <param name="line">Where the row begins, counted from 1.</param>
/// <param name="columns">Name of a column to its place.</param>
/// <param name="cells">The cells; as many as there are columns.</param>
internal sealed class CsvRow(string file, long line, IReadOnlyDictionary<string, int> columns, string[] cells)
{
    /// <summary>A cell; null where it is empty or the file has no such column.</summary>
    public string? Text(string column) => columns.TryGetValue(column, out var place) && cells[place].Length > 0 ? cells[place] : null;

    /// <summary>A cell that must be filled.</summary>
    /// <exception cref="InvalidDataException">It is empty, or the file has no such column.</exception>
    public string Required(string column) => Text(column) ?? throw Fault(column, "is required");

    /// <summary>The distinct words of a cell, separated by bars, in ordinal order; none where it is empty.</summary>
    public string[] Words(string column) =>
        [.. (Text(column) ?? "").Split('|', StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>A number of at least 0; null where the cell is empty.</summary>
    /// <exception cref="InvalidDataException">It is no such number.</exception>
    public double? Number(string column) =>
        Text(column) is not { } text ? null
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) && number >= 0 ? number
        : throw Fault(column, $"must be a number of at least 0; got \"{text}\"");

    /// <summary>A whole number of at least 0; null where the cell is empty.</summary>
    /// <exception cref="InvalidDataException">It is no such number.</exception>
    public ulong? Count(string column) =>
        Text(column) is not { } text ? null
        : ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count
        : throw Fault(column, $"must be a whole number of at least 0; got \"{text}\"");

    /// <summary>What to throw where a cell is wrong.</summary>
    public InvalidDataException Fault(string column, string message) => new($"{file}, line {line}, column {column}: {message}.");
}
