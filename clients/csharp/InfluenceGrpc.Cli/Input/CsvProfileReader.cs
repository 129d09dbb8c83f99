using Influence.V1;

namespace InfluenceGrpc.Cli.Input;

/// <summary>Profiles as rows of delimited text; the columns are found by their headers.</summary>
internal sealed class CsvProfileReader : IProfileReader
{
    private readonly CsvTable table;
    private readonly ProfileColumns columns;
    private readonly ProfileCells cells;

    private CsvProfileReader(CsvTable table, TableOptions options)
    {
        this.table = table;
        columns = ProfileColumns.Find(table.Headers, options.Mapping);
        cells = new ProfileCells(table, columns, options.Platform);
    }

    public long BytesRead => table.BytesRead;

    public long? BytesTotal => table.BytesTotal;

    public long Line => table.Line;

    public string Raw => table.Raw.ToString();

    public IEnumerable<string> Findings
    {
        get
        {
            yield return string.Join(", ", columns.Found.Select(found => $"{Words(found.Key)} from column '{table.Headers[found.Value]}'"));
            if (columns.Ignored.Any())
            {
                yield return $"columns that are not read: {string.Join(", ", columns.Ignored.Select(name => $"'{name}'"))}";
            }
        }
    }

    public TableFrame Frame => new(table.Header, table.Headers, table.Delimiter, table.HasMark);

    public static async Task<CsvProfileReader> OpenAsync(Stream stream, TableOptions options, CancellationToken cancellationToken)
    {
        var opened = await CsvTable.OpenAsync(stream, options.Delimiter, cancellationToken);
        try
        {
            return new CsvProfileReader(opened, options);
        }
        catch
        {
            opened.Dispose();
            throw;
        }
    }

    public ValueTask<bool> ReadAsync(CancellationToken cancellationToken) => table.ReadAsync(cancellationToken);

    public CreatorProfile? Profile(out string? fault)
    {
        fault = table.Fault;
        return fault is null ? cells.Read(out fault) : null;
    }

    public string RowText(CreatorProfile profile) => table.RowText();

    public void Dispose() => table.Dispose();

    // AverageLikes: average likes.
    private static string Words(ColumnField field) => string.Concat(
        field.ToString().Select((c, at) => at > 0 && char.IsUpper(c) ? $" {char.ToLowerInvariant(c)}" : $"{char.ToLowerInvariant(c)}"));
}
