using System.Runtime.CompilerServices;
using Influence.V1;

namespace InfluenceGrpc.Cli.Input;

/// <summary>
/// Ids of creators: delimited text whose header names a column as ids usually are named, or as the user names it; anything
/// else is taken for a list with an id on each line and no header.
/// </summary>
internal sealed class IdTable : IRowSource
{
    private const string PlainHeader = "creator_id";
    private const string NoId = "there is no creator id";

    private readonly CsvTable table;
    private readonly int? column;

    private IdTable(CsvTable table, int? column)
    {
        this.table = table;
        this.column = column;
    }

    public string Header => IsPlain ? PlainHeader : table.Header;

    public IReadOnlyList<string> Headers => IsPlain ? [PlainHeader] : table.Headers;

    public char Delimiter => IsPlain ? ',' : table.Delimiter;

    public bool HasMark => table.HasMark;

    public long BytesRead => table.BytesRead;

    public long? BytesTotal => table.BytesTotal;

    /// <summary>Name of the column with the ids; null in a list without a header.</summary>
    public string? Column => column is { } at ? table.Headers[at] : null;

    private bool IsPlain => column is null;

    public static async Task<IdTable> OpenAsync(Stream stream, TableOptions options, CancellationToken cancellationToken)
    {
        var opened = await CsvTable.OpenAsync(stream, options.Delimiter, cancellationToken);
        try
        {
            return new IdTable(opened, ColumnFinder.Optional(opened.Headers, options.Mapping, ColumnField.Id));
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
        if (IsPlain)
        {
            if (table.Header.Trim() is { Length: > 0 } first)
            {
                yield return PlainRow(table.Line, first);
            }
            else
            {
                bad(new BadRow(table.Line, NoId, table.Header));
            }
        }

        while (await table.ReadAsync(cancellationToken))
        {
            var fault = IsPlain ? table.TextFault : table.Fault;
            var id = (column is { } at ? table.Cell(at) : table.Raw).Trim().ToString();
            if (fault is not null || id.Length == 0)
            {
                bad(new BadRow(table.Line, fault ?? NoId, table.Raw.ToString()));
                continue;
            }

            yield return IsPlain
                ? PlainRow(table.Line, id)
                : new CreatorRow(table.Line, table.RowText(), null, Platform.Unspecified, id);
        }
    }

    public void Dispose() => table.Dispose();

    private static CreatorRow PlainRow(long line, string id) => new(line, CsvText.Quote(id), null, Platform.Unspecified, id);
}
