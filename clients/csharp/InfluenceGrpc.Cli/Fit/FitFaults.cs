using InfluenceGrpc.Cli.Input;
using InfluenceGrpc.Cli.Output;
using InfluenceGrpc.Cli.Rendering;
using InfluenceGrpc.Client;

namespace InfluenceGrpc.Cli.Fit;

/// <summary>Tells of creators that the server could not score, and of rows that could not be read.</summary>
internal sealed class FitFaults(string? path) : IDisposable
{
    private readonly BadRowReport report = new(path);
    private readonly SortedDictionary<string, long> failures = new(StringComparer.Ordinal);
    private long failed;

    /// <summary>Rows that could not be read.</summary>
    public long Bad => report.Count - failed;

    /// <summary>Creators that failed, by reason.</summary>
    public IReadOnlyDictionary<string, long> Failures => failures;

    public void Add(BadRow row) => report.Add(row);

    public void Add(AnsweredChunk<FitRow> chunk)
    {
        for (var item = 0; item < chunk.Items.Count; item++)
        {
            if (chunk.ErrorOf(item) is { } error)
            {
                failed++;
                failures[error.Name] = failures.GetValueOrDefault(error.Name) + 1;
                var row = chunk.Items[item];
                report.Add(new BadRow(row.Line, $"{(row.Id.Length > 0 ? $"'{row.Id}': " : "")}{Describe(error)}", row.Raw));
            }
        }
    }

    /// <summary>Puts the file in its place, and tells the first few.</summary>
    public void Complete(Terminal terminal)
    {
        report.Complete();
        report.Tell(terminal.Error);
    }

    public void Dispose() => report.Dispose();

    /// <summary>What was found in an input, for people.</summary>
    public static void TellFindings(IFitRowSource source, Terminal terminal)
    {
        foreach (var finding in source.Findings)
        {
            terminal.Error.WriteLine(Visible.Of(finding.ReplaceLineEndings(" ")));
        }
    }

    private static string Describe(InfluenceError error) => error.Violations.Count == 0
        ? error.ToString()
        : $"{error.Name}: {string.Join("; ", error.Violations.Select(violation => $"{violation.Field}: {violation.Description}"))}";
}
