namespace InfluenceGrpc.Cli.Diagnosis;

/// <summary>What all checks of all servers came to.</summary>
/// <param name="Servers">The servers as people named them, each with its findings.</param>
internal sealed record DoctorReport(IReadOnlyList<(string Address, IReadOnlyList<Finding> Findings)> Servers)
{
    private IEnumerable<Finding> All => Servers.SelectMany(server => server.Findings);

    /// <summary>How many findings ended so.</summary>
    public int Count(FindingState state) => All.Count(finding => finding.State == state);

    /// <summary>What the first check that failed says; where none did, whether there are notes that count.</summary>
    /// <param name="strict">Whether notes count.</param>
    public int ExitCode(bool strict) => All.FirstOrDefault(finding => finding.State == FindingState.Failed)?.ExitCode
        ?? (strict && Count(FindingState.Note) > 0 ? ExitCodes.RowsFailed : ExitCodes.Success);
}
