using InfluenceGrpc.Cli.Output;
using InfluenceGrpc.Client;

namespace InfluenceGrpc.Cli.Fit;

/// <summary>Writes rows as they stood in the input, and their scores behind.</summary>
internal sealed class ScoreWriter : IDisposable
{
    private static readonly string[] Figures =
        ["score", "lower", "upper", "coverage", "eligible", "ineligibilities", "cautions", "target_share"];

    private readonly RowFile rows;
    private readonly bool components;

    public ScoreWriter(string path, Terminal terminal, IFitRowSource source, bool components)
    {
        this.components = components;
        rows = new RowFile(path, terminal, source.Frame);
        IEnumerable<string> parts = components
            ? FitParts.All.Select(ContractName.Of).SelectMany(name => new[] { $"{name}_points", $"{name}_state" })
            : [];
        rows.WriteHeader([.. Figures, .. parts, "error"]);
    }

    public void Write(ScoredChunk<FitRow> chunk)
    {
        for (var item = 0; item < chunk.Items.Count; item++)
        {
            rows.BeginRow(chunk.Items[item].Text);
            var error = chunk.ErrorOf(item)?.Name;
            rows.AddCell(FitNumber.Of(chunk.ScoreOf(item)));
            rows.AddCell(FitNumber.Of(chunk.LowerOf(item)));
            rows.AddCell(FitNumber.Of(chunk.UpperOf(item)));
            rows.AddCell(FitNumber.Of(chunk.CoverageOf(item)));
            rows.AddCell(error is not null ? null : chunk.IneligibilitiesOf(item).Count == 0 ? "true" : "false");
            rows.AddCell(ContractName.Of(chunk.IneligibilitiesOf(item)));
            rows.AddCell(ContractName.Of(chunk.CautionsOf(item)));
            rows.AddCell(FitNumber.Of(chunk.TargetShareOf(item)));
            if (components)
            {
                WriteComponents(chunk, item);
            }

            rows.AddCell(error);
            rows.EndRow();
        }
    }

    public void Complete() => rows.Complete();

    public void Dispose() => rows.Dispose();

    private void WriteComponents(ScoredChunk<FitRow> chunk, int item)
    {
        foreach (var component in FitParts.All)
        {
            var scored = chunk.ComponentOf(item, component);
            rows.AddCell(FitNumber.Of(scored?.Points));
            rows.AddCell(scored is { } one ? ContractName.Of(one.Status) : null);
        }
    }
}
