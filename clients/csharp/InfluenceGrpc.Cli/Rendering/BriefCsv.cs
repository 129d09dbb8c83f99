using Influence.V1;
using InfluenceGrpc.Cli.Fit;
using InfluenceGrpc.Cli.Output;

namespace InfluenceGrpc.Cli.Rendering;

/// <summary>How much each component of a brief counts, for programs; 0 where the brief does not ask for it.</summary>
internal static class BriefCsv
{
    public static void Write(TextWriter writer, ScoreFitResponse answer)
    {
        var sheet = new CsvSheet(writer, "component", "weight");
        foreach (var one in answer.Fit.Components)
        {
            sheet.Row(ContractName.Of(one.Component), one.Weight);
        }
    }
}
