using System.Diagnostics;
using InfluenceGrpc.Peers;

namespace InfluenceGrpc.Performance.Tests;

/// <summary>The whole of bench/run in its short form: every answer is held against the rules in it, and every row of every table is there.</summary>
[Trait("Needs", "tools")]
public sealed class ShortRunTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(8);

    // Rows of each table, its head not counted; some have a row less where sizes coincide, as those of streams do when all is small.
    private static readonly (string Title, int Rows)[] Tables =
    [
        ("Goals", 18), ("Beside other stacks", 12 + 11), ("Look-ups by id", 7), ("What the server takes", 12), ("Latency", 13), ("Growth", 5),
        ("Memory and start", 9), ("Limits", 5), ("With what", 12),
    ];

    [Fact]
    public async Task Run_Short_HasANumberInEveryRow()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("influence-bench-").FullName, "report.md");

        // It gives way to the tests that run beside it: some of those measure, and this form judges no times.
        using var process = Process.Start(new ProcessStartInfo(
            "nice", ["-n", "5", "bash", Path.Combine(PeerProcess.Root, "bench/run"), "--built", "--short", "--out", file])
        {
            RedirectStandardError = true, RedirectStandardOutput = true, UseShellExecute = false,
        })!;
        using var limit = new CancellationTokenSource(Limit);
        var said = process.StandardError.ReadToEndAsync(limit.Token);
        var printed = await process.StandardOutput.ReadToEndAsync(limit.Token);
        await process.WaitForExitAsync(limit.Token);
        Assert.True(process.ExitCode == 0, await said);

        var report = await File.ReadAllTextAsync(file, limit.Token);
        Assert.Equal(report, printed.TrimEnd() + "\n");
        var tables = report.Split("\n## ")[1..];
        Assert.Equal(Tables, tables.Select(part => (part.Split('\n')[0], RowsOf(part).Count())));

        // What C++ needs is large, and not among the tools of the tests: only it may be missing, and says so.
        var blanks = tables.SelectMany(RowsOf).Where(IsBlank).ToArray();
        Assert.All(blanks, row => Assert.Contains("C++", row, StringComparison.Ordinal));
        Assert.Equal(blanks.Length > 0, report.Contains("Missing: C++", StringComparison.Ordinal));
        Assert.DoesNotContain("NaN", report, StringComparison.Ordinal);
        Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
    }

    private static IEnumerable<string> RowsOf(string part)
    {
        var lines = part.Split('\n');
        return lines.Where((line, number) => line.StartsWith("| ", StringComparison.Ordinal)
            && !line.StartsWith("| ---", StringComparison.Ordinal)
            && !lines.ElementAtOrDefault(number + 1)!.StartsWith("| ---", StringComparison.Ordinal));
    }

    private static bool IsBlank(string row) =>
        row.Contains("not measured", StringComparison.Ordinal) || row.Contains("missing", StringComparison.Ordinal) || row.Contains("not there", StringComparison.Ordinal);
}
