using System.Buffers;

namespace InfluenceGrpc.Cli.Input;

/// <summary>Cells as CSV writes them.</summary>
internal static class CsvText
{
    private static readonly SearchValues<char> Special = SearchValues.Create(',', '"', '\r', '\n');

    public static string Quote(string cell) =>
        cell.AsSpan().ContainsAny(Special) ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : cell;

    /// <summary>The cell in a row with this delimiter.</summary>
    public static string Quote(string cell, char delimiter) =>
        cell.Contains(delimiter, StringComparison.Ordinal) ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : Quote(cell);
}
