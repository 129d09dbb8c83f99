using System.Runtime.InteropServices;
using InfluenceGrpc.Core.Fit.Scoring;

namespace InfluenceGrpc.Server.Contract;

/// <summary>What columns tell of a score: a hundred bytes of a profile that may have 64 KiB.</summary>
/// <param name="Score">[0, 100].</param>
/// <param name="Lower">Lower end of the interval, [0, <paramref name="Score"/>].</param>
/// <param name="Upper">Upper end of it, [<paramref name="Score"/>, 100].</param>
/// <param name="Coverage">[0, 1].</param>
/// <param name="TargetShare">[0, 1]; null where the brief asks for no audience, or nothing is known of what it asks for.</param>
/// <param name="Ineligibilities">Constraints that it does not meet.</param>
/// <param name="Cautions">Words of caution.</param>
/// <param name="Components">All components, in the order of their numbers; null where they are not asked for.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct FitRow(
    double Score,
    double Lower,
    double Upper,
    double Coverage,
    double? TargetShare,
    FlagSet<IneligibilityReason> Ineligibilities,
    FlagSet<CautionFlag> Cautions,
    FitCell[]? Components)
{
    /// <summary>The row of the figures as they stand.</summary>
    public static FitRow Of(FitFigures figures, bool withComponents) => new(
        figures.Score,
        figures.Lower,
        figures.Upper,
        figures.Coverage,
        figures.TargetShare?.Share,
        figures.Ineligibilities,
        figures.Cautions,
        withComponents ? CellsOf(figures.Components) : null);

    private static FitCell[] CellsOf(ReadOnlySpan<ComponentFigure> components)
    {
        var cells = new FitCell[components.Length];
        for (var i = 0; i < cells.Length; i++)
        {
            cells[i] = new(components[i].Value, components[i].Contribution, components[i].Status);
        }

        return cells;
    }
}
