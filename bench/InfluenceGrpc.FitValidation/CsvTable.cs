using Microsoft.VisualBasic.FileIO;

namespace InfluenceGrpc.FitValidation;

/// <summary>Reads CSV files with a header.</summary>
internal static class CsvTable
{
    /// <summary>All rows, in the order of the file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="required">Columns that it must have.</param>
    /// <exception cref="InvalidDataException">It is no CSV file with these columns; file, line and column are named.</exception>
    public static List<CsvRow> Read(string path, params ReadOnlySpan<string> required)
    {
        using var parser = new TextFieldParser(path) { Delimiters = [","], HasFieldsEnclosedInQuotes = true };
        try
        {
            var columns = Columns(path, parser.ReadFields() ?? [], required);
            var rows = new List<CsvRow>();
            while (!parser.EndOfData)
            {
                var line = parser.LineNumber;
                var cells = parser.ReadFields() ?? [];
                rows.Add(cells.Length == columns.Count
                    ? new(path, line, columns, cells)
                    : throw new InvalidDataException($"{path}, line {line}, column {Math.Min(cells.Length, columns.Count) + 1}: there are {cells.Length} cells in {columns.Count} columns."));
            }

            return rows;
        }
        catch (MalformedLineException wrong)
        {
            throw new InvalidDataException($"{path}, line {wrong.LineNumber}: the quotes do not match.", wrong);
        }
    }

    private static Dictionary<string, int> Columns(string path, string[] header, ReadOnlySpan<string> required)
    {
        var columns = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < header.Length; i++)
        {
            if (!columns.TryAdd(header[i], i))
            {
                throw new InvalidDataException($"{path}, line 1, column {header[i]}: there are two of it.");
            }
        }

        foreach (var column in required)
        {
            if (!columns.ContainsKey(column))
            {
                throw new InvalidDataException($"{path}, line 1: there is no column {column}.");
            }
        }

        return columns;
    }
}
