using System.Runtime.CompilerServices;
using InfluenceGrpc.Cli.Input;

namespace InfluenceGrpc.Cli.Fit;

/// <summary>Creators by their ids; the server looks them up.</summary>
internal sealed class IdFitRows(IdTable table) : IFitRowSource
{
    public TableFrame Frame => new(table.Header, table.Headers, table.Delimiter, table.HasMark);

    public long BytesRead => table.BytesRead;

    public long? BytesTotal => table.BytesTotal;

    public IEnumerable<string> Findings => [table.Column is { } name ? $"ids from column '{name}'" : "an id a line"];

    public async IAsyncEnumerable<FitRow> ReadAsync(Action<BadRow> bad, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var row in table.ReadAsync(bad, cancellationToken))
        {
            yield return new FitRow(row.Line, row.Id, Profile: null, row.Text, row.Text);
        }
    }

    public void Dispose() => table.Dispose();
}
