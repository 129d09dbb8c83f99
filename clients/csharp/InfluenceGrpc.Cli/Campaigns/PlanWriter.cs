using System.Globalization;
using Influence.V1;
using InfluenceGrpc.Cli.Fit;
using InfluenceGrpc.Cli.Input;
using InfluenceGrpc.Cli.Output;

namespace InfluenceGrpc.Cli.Campaigns;

/// <summary>Writes a plan, a creator a row, in the order in which each adds most.</summary>
internal sealed class PlanWriter : IDisposable
{
    private static readonly TableFrame Frame = new("step", ["step"], ',', HasMark: false);

    private readonly RowFile rows;

    /// <summary>Into a file, or to standard output.</summary>
    public PlanWriter(string path, Terminal terminal) => rows = new RowFile(path, terminal, Frame);

    /// <summary>For programs that read what is told.</summary>
    public PlanWriter(TextWriter writer) => rows = new RowFile(writer, Frame);

    /// <summary>Writes all of it and puts the file in its place.</summary>
    public void Write(PlanCampaignResult plan, string currency)
    {
        rows.WriteHeader(["creator_id", "must_have", "price", "cost_so_far", "currency", "gain", "value_so_far", "score"]);
        var value = 0.0;
        foreach (var (number, step) in plan.Steps.Index())
        {
            value += step.Gain;
            rows.BeginRow((number + 1).ToString(CultureInfo.InvariantCulture));
            rows.AddCell(step.CreatorId);
            rows.AddCell(step.MustHave ? "true" : "false");
            rows.AddCell(FitNumber.Of(step.Price));
            rows.AddCell(FitNumber.Of(step.CostSoFar));
            rows.AddCell(currency);
            rows.AddCell(FitNumber.Of(step.Gain));
            rows.AddCell(FitNumber.Of(value));
            rows.AddCell(FitNumber.Of(step.Score));
            rows.EndRow();
        }

        rows.Complete();
    }

    public void Dispose() => rows.Dispose();
}
