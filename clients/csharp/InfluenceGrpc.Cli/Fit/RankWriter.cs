using System.Globalization;
using Influence.V1;
using InfluenceGrpc.Cli.Input;
using InfluenceGrpc.Cli.Output;

namespace InfluenceGrpc.Cli.Fit;

/// <summary>Writes a ranking, a creator a row.</summary>
internal sealed class RankWriter : IDisposable
{
    private static readonly TableFrame Frame = new("rank", ["rank"], ',', HasMark: false);

    private readonly RowFile rows;

    /// <summary>Into a file, or to standard output.</summary>
    public RankWriter(string path, Terminal terminal) => rows = new RowFile(path, terminal, Frame);

    /// <summary>For programs that read what is told.</summary>
    public RankWriter(TextWriter writer) => rows = new RowFile(writer, Frame);

    /// <summary>Writes all of it and puts the file in its place.</summary>
    public void Write(IReadOnlyList<RankedCreator> creators)
    {
        rows.WriteHeader(
        [
            "creator_id", "score", "lower", "upper", "coverage", "target_share", "eligible", "ineligibilities", "cautions",
            .. FitParts.All.Select(component => $"{ContractName.Of(component)}_points"),
        ]);
        foreach (var creator in creators)
        {
            Write(creator);
        }

        rows.Complete();
    }

    public void Dispose() => rows.Dispose();

    private void Write(RankedCreator creator)
    {
        rows.BeginRow(creator.Rank.ToString(CultureInfo.InvariantCulture));
        rows.AddCell(creator.CreatorId);
        rows.AddCell(FitNumber.Of(creator.Score));
        rows.AddCell(FitNumber.Of(creator.Lower));
        rows.AddCell(FitNumber.Of(creator.Upper));
        rows.AddCell(FitNumber.Of(creator.Coverage));
        rows.AddCell(FitNumber.Of(creator.HasTargetShare ? creator.TargetShare : null));
        rows.AddCell(creator.Ineligibilities.Count == 0 ? "true" : "false");
        rows.AddCell(ContractName.Of(creator.Ineligibilities));
        rows.AddCell(ContractName.Of(creator.Cautions));
        foreach (var points in creator.Contributions)
        {
            rows.AddCell(FitNumber.Of(points));
        }

        rows.EndRow();
    }
}
