using System.Globalization;
using InfluenceGrpc.Cli.Input;

namespace InfluenceGrpc.Cli.Output;

/// <summary>
/// Rows for programs, as RFC 4180 has them: commas, quotes where they are needed, CRLF, and a header whose names stay. What is not known is
/// an empty cell. Numbers have the shortest digits that read back as the same number.
/// </summary>
internal sealed class CsvSheet
{
    /// <summary>What ends a line.</summary>
    public const string LineEnd = "\r\n";

    private readonly TextWriter writer;
    private readonly int columns;

    /// <summary>Begins one with its header.</summary>
    public CsvSheet(TextWriter writer, params string[] names)
    {
        this.writer = writer;
        columns = names.Length;
        Row(names);
    }

    /// <summary>Writes a row, a cell a column.</summary>
    /// <exception cref="ArgumentException">There are more cells than columns, or fewer.</exception>
    public void Row(params object?[] cells)
    {
        if (cells.Length != columns)
        {
            throw new ArgumentException($"There are {cells.Length} cells for {columns} columns.", nameof(cells));
        }

        writer.Write(string.Join(',', cells.Select(cell => CsvText.Quote(Text(cell)))) + LineEnd);
    }

    private static string Text(object? cell) => cell switch
    {
        null => "",
        bool flag => flag ? "true" : "false",
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        IFormattable value => value.ToString(null, CultureInfo.InvariantCulture),
        _ => cell.ToString() ?? "",
    };
}
