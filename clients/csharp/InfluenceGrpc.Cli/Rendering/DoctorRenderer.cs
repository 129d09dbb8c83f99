using InfluenceGrpc.Cli.Diagnosis;

namespace InfluenceGrpc.Cli.Rendering;

/// <summary>What was found, a check a line; a line that is not well ends with what to do.</summary>
internal sealed class DoctorRenderer(Ink ink)
{
    public void Render(DoctorReport report)
    {
        var names = Figures.Column(CheckNames.All);
        foreach (var (address, findings) in report.Servers)
        {
            ink.Line($"[bold]{Ink.Plain(address)}[/]");
            foreach (var finding in findings)
            {
                var name = names[CheckNames.All.Index().First(check => check.Item == finding.Check).Index];
                var toDo = finding.ToDo is null ? "" : $" -> {finding.ToDo}";
                ink.Line($"  {State(finding.State)}  {name}  {Ink.Plain(finding.Found + toDo)}");
            }

            ink.Line();
        }

        RenderOutcome(report);
    }

    private void RenderOutcome(DoctorReport report)
    {
        var (failed, notes) = (report.Count(FindingState.Failed), report.Count(FindingState.Note));
        var noted = notes switch { 0 => "", 1 => " 1 note.", _ => $" {notes} notes." };
        ink.Line(failed switch
        {
            0 => $"[green]All is well.[/]{noted}",
            1 => $"[red]1 check failed.[/]{noted}",
            _ => $"[red]{failed} checks failed.[/]{noted}",
        });
    }

    private static string State(FindingState state) => state switch
    {
        FindingState.Ok => "[green]ok    [/]",
        FindingState.Note => "[yellow]note  [/]",
        FindingState.Failed => "[red]FAILED[/]",
        _ => "[grey]-     [/]",
    };
}
