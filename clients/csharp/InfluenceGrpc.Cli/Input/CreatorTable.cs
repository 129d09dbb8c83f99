using System.Runtime.CompilerServices;
using System.Text;
using Influence.V1;

namespace InfluenceGrpc.Cli.Input;

/// <summary>A file of creators: its header, and its rows one by one.</summary>
internal sealed class CreatorTable : IRowSource
{
    private readonly CsvTable table;
    private readonly Platform? platform;

    private CreatorTable(CsvTable table, ColumnMap columns, Platform? platform)
    {
        this.table = table;
        this.platform = platform;
        Columns = columns;
    }

    public string Header => table.Header;

    public IReadOnlyList<string> Headers => table.Headers;

    public ColumnMap Columns { get; }

    public char Delimiter => table.Delimiter;

    public Encoding Encoding => table.Encoding;

    public bool HasMark => table.HasMark;

    public long BytesRead => table.BytesRead;

    public long? BytesTotal => table.BytesTotal;

    public static async Task<CreatorTable> OpenAsync(Stream stream, TableOptions options, CancellationToken cancellationToken)
    {
        var opened = await CsvTable.OpenAsync(stream, options.Delimiter, cancellationToken);
        try
        {
            return new CreatorTable(opened, ColumnFinder.Find(opened.Headers, options.Mapping), options.Platform);
        }
        catch
        {
            opened.Dispose();
            throw;
        }
    }

    public async IAsyncEnumerable<CreatorRow> ReadAsync(
        Action<BadRow> bad, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        while (await table.ReadAsync(cancellationToken))
        {
            if (Fault(out var followers) is { } fault)
            {
                bad(new BadRow(table.Line, fault, table.Raw.ToString()));
                continue;
            }

            yield return new CreatorRow(table.Line, table.RowText(), followers.Value, RowPlatform());
        }
    }

    public void Dispose() => table.Dispose();

    private string? Fault(out FollowerCount followers)
    {
        followers = FollowerCount.Missing;
        if (table.Fault is { } fault)
        {
            return fault;
        }

        followers = FollowerCountParser.Parse(table.Cell(Columns.Followers), Columns.Unit);
        return followers.Fault;
    }

    private Platform RowPlatform() =>
        platform ?? (Columns.Platform is { } column ? PlatformNames.Read(table.Cell(column)) : Platform.Unspecified);
}
