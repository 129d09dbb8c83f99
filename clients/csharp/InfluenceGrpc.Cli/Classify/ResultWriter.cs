using System.Globalization;
using Influence.V1;
using InfluenceGrpc.Cli.Input;
using InfluenceGrpc.Cli.Output;
using InfluenceGrpc.Client;

namespace InfluenceGrpc.Cli.Classify;

/// <summary>Writes rows as they stood in the input, and their tiers behind.</summary>
internal sealed class ResultWriter(string path, Terminal terminal, IRowSource table) : IDisposable
{
    private readonly RowFile rows = new(path, terminal, new TableFrame(table.Header, table.Headers, table.Delimiter, table.HasMark));
    private bool hasHeader;

    public void Write(ClassifiedChunk<CreatorRow> chunk)
    {
        WriteHeader(chunk.Schemes);
        for (var item = 0; item < chunk.Items.Count; item++)
        {
            rows.BeginRow(chunk.Items[item].Text);
            var error = chunk.ErrorOf(item)?.Name;
            for (var scheme = 0; scheme < chunk.Schemes.Count; scheme++)
            {
                WriteTier(chunk, scheme, item, failed: error is not null);
            }

            rows.AddCell(error);
            rows.EndRow();
        }
    }

    /// <summary>Puts the file in its place.</summary>
    /// <param name="schemes">Those that answered, for an input without rows.</param>
    public void Complete(IReadOnlyList<TierScheme> schemes)
    {
        WriteHeader(schemes);
        rows.Complete();
    }

    public void Dispose() => rows.Dispose();

    private void WriteTier(ClassifiedChunk<CreatorRow> chunk, int scheme, int item, bool failed)
    {
        Span<char> number = stackalloc char[32];
        rows.AddCell(chunk.TierOf(scheme, item)?.Id);
        rows.AddCell(
            !failed && chunk.OrdinalOf(scheme, item).TryFormat(number, out var length, default, CultureInfo.InvariantCulture)
                ? number[..length]
                : []);
        rows.AddCell(failed ? "" : MarginText.Of(chunk.MarginOf(scheme, item)));
    }

    private void WriteHeader(IReadOnlyList<TierScheme> schemes)
    {
        if (!hasHeader)
        {
            hasHeader = true;
            rows.WriteHeader([.. schemes.SelectMany(scheme => new[] { $"{scheme.Id}_tier", $"{scheme.Id}_ordinal", $"{scheme.Id}_margin" }), "error"]);
        }
    }
}
