using System.Buffers;

namespace InfluenceGrpc.Cli.Input;

/// <summary>Cells as CSV writes them.</summary>
internal static class CsvText
{
    private static readonly SearchValues<char> Special = SearchValues.Create(',', '"', '\r', '\n');

    public static string Quote(string cell) =>
        cell.AsSpan().ContainsAny(Special) ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : cell;
}
