using System.Text;

namespace InfluenceGrpc.Cli.Input;

/// <summary>Delimited text with a header, row by row.</summary>
internal sealed class CsvTable : IDisposable
{
    private readonly InputText text;
    private readonly CsvRowReader reader;
    private readonly string[] headers;

    private CsvTable(InputText text, CsvRowReader reader, string[] headers)
    {
        this.text = text;
        this.reader = reader;
        this.headers = headers;
        Header = reader.Raw.ToString();
    }

    /// <summary>The header as it stands in the input.</summary>
    public string Header { get; }

    public IReadOnlyList<string> Headers => headers;

    public char Delimiter => reader.Delimiter;

    public Encoding Encoding => text.Encoding;

    /// <summary>Whether the input began with a byte order mark.</summary>
    public bool HasMark => text.HasMark;

    public long BytesRead => text.BytesRead;

    public long? BytesTotal => text.BytesTotal;

    /// <summary>Line on which the current row begins; that of the header is 1.</summary>
    public long Line => reader.Line;

    /// <summary>The current row as it stands in the text; of one that cannot be read, how it begins.</summary>
    public ReadOnlySpan<char> Raw => reader.Raw;

    /// <summary>Why the current row cannot be divided into cells; null where it can.</summary>
    public string? TextFault => reader.Fault;

    /// <summary>Why the current row cannot be used; null where it can.</summary>
    public string? Fault
    {
        get
        {
            if (reader.Fault is not null)
            {
                return reader.Fault;
            }

            for (var i = headers.Length; i < reader.CellCount; i++)
            {
                if (!reader.Cell(i).IsWhiteSpace())
                {
                    return $"the row has {reader.CellCount} cells and the header {headers.Length}";
                }
            }

            return null;
        }
    }

    public static async Task<CsvTable> OpenAsync(Stream stream, char? delimiter, CancellationToken cancellationToken)
    {
        var opened = await InputText.OpenAsync(stream, cancellationToken);
        try
        {
            var rows = await CsvRowReader.OpenAsync(opened.Reader, delimiter, cancellationToken);
            if (!await rows.ReadAsync(cancellationToken))
            {
                throw new InputException("The input is empty: its first line must name the columns.");
            }

            if (rows.Fault is not null)
            {
                throw new InputException($"The header (line {rows.Line}) cannot be read: {rows.Fault}.");
            }

            return new CsvTable(opened, rows, [.. Enumerable.Range(0, rows.CellCount).Select(i => rows.Cell(i).Trim().ToString())]);
        }
        catch
        {
            opened.Dispose();
            throw;
        }
    }

    /// <summary>Moves on to the next row, leaving out empty lines; false at the end of the text.</summary>
    public ValueTask<bool> ReadAsync(CancellationToken cancellationToken) => reader.ReadAsync(cancellationToken);

    /// <summary>The text of a cell of the current row; empty where the row is shorter.</summary>
    public ReadOnlySpan<char> Cell(int index) => reader.Cell(index);

    /// <summary>
    /// The current row, as wide as the header: shorter ones are filled up, and empty cells beyond it left out, so that
    /// results stand below theirs.
    /// </summary>
    public string RowText()
    {
        if (reader.CellCount == headers.Length)
        {
            return reader.Raw.ToString();
        }

        var row = new StringBuilder(reader.Raw.Length + headers.Length);
        for (var i = 0; i < headers.Length; i++)
        {
            row.Append(i == 0 ? "" : Delimiter).Append(i < reader.CellCount ? reader.RawCell(i) : []);
        }

        return row.ToString();
    }

    public void Dispose() => text.Dispose();
}
