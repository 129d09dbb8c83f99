using System.Runtime.CompilerServices;
using System.Text;
using Influence.V1;

namespace InfluenceGrpc.Cli.Input;

/// <summary>A file of creators: its header, and its rows one by one.</summary>
internal sealed class CreatorTable : IDisposable
{
    private readonly InputText text;
    private readonly CsvRowReader reader;
    private readonly string[] headers;
    private readonly Platform? platform;

    private CreatorTable(InputText text, CsvRowReader reader, string[] headers, ColumnMap columns, Platform? platform)
    {
        this.text = text;
        this.reader = reader;
        this.headers = headers;
        this.platform = platform;
        Header = reader.Raw.ToString();
        Columns = columns;
    }

    /// <summary>The header as it stands in the input.</summary>
    public string Header { get; }

    public IReadOnlyList<string> Headers => headers;

    public ColumnMap Columns { get; }

    public char Delimiter => reader.Delimiter;

    public Encoding Encoding => text.Encoding;

    /// <summary>Whether the input began with a byte order mark.</summary>
    public bool HasMark => text.HasMark;

    public long BytesRead => text.BytesRead;

    public long? BytesTotal => text.BytesTotal;

    public static async Task<CreatorTable> OpenAsync(Stream stream, TableOptions options, CancellationToken cancellationToken)
    {
        var opened = await InputText.OpenAsync(stream, cancellationToken);
        try
        {
            var rows = await CsvRowReader.OpenAsync(opened.Reader, options.Delimiter, cancellationToken);
            if (!await rows.ReadAsync(cancellationToken))
            {
                throw new InputException("The input is empty: its first line must name the columns.");
            }

            if (rows.Fault is not null)
            {
                throw new InputException($"The header (line {rows.Line}) cannot be read: {rows.Fault}.");
            }

            var names = Enumerable.Range(0, rows.CellCount).Select(i => rows.Cell(i).Trim().ToString()).ToArray();
            return new CreatorTable(opened, rows, names, ColumnFinder.Find(names, options.Mapping), options.Platform);
        }
        catch
        {
            opened.Dispose();
            throw;
        }
    }

    /// <summary>The rows in order. Those that cannot be used go to <paramref name="bad"/> and are left out.</summary>
    public async IAsyncEnumerable<CreatorRow> ReadAsync(
        Action<BadRow> bad, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        while (await reader.ReadAsync(cancellationToken))
        {
            if (Fault(out var followers) is { } fault)
            {
                bad(new BadRow(reader.Line, fault, reader.Raw.ToString()));
                continue;
            }

            yield return new CreatorRow(reader.Line, RowText(), followers.Value, RowPlatform());
        }
    }

    public void Dispose() => text.Dispose();

    private string? Fault(out FollowerCount followers)
    {
        followers = FollowerCount.Missing;
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

        followers = FollowerCountParser.Parse(reader.Cell(Columns.Followers), Columns.Unit);
        return followers.Fault;
    }

    private Platform RowPlatform() =>
        platform ?? (Columns.Platform is { } column ? PlatformNames.Read(reader.Cell(column)) : Platform.Unspecified);

    // Rows shorter than the header are filled up, and empty cells beyond it left out, so that results stand below theirs.
    private string RowText()
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
}
