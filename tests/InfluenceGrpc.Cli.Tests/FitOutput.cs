using System.Globalization;
using System.Text.RegularExpressions;
using InfluenceGrpc.Cli.Input;

namespace InfluenceGrpc.Cli.Tests;

/// <summary>Reads what the commands about fit write.</summary>
internal static partial class FitOutput
{
    public const string Parts = "niche,audience,engagement,credibility,affinity,proximity,responsiveness,cost,concentration,size";

    public static double Number(string cell) => double.Parse(cell, CultureInfo.InvariantCulture);

    public static async Task<List<Dictionary<string, string>>> RowsAsync(string path)
    {
        using var table = await CsvTable.OpenAsync(File.OpenRead(path), ',', default);
        List<Dictionary<string, string>> rows = [];
        while (await table.ReadAsync(default))
        {
            rows.Add(table.Headers.Select((name, at) => (name, Cell: table.Cell(at).ToString())).ToDictionary(cell => cell.name, cell => cell.Cell));
        }

        return rows;
    }

    [GeneratedRegex(@"[0-9.:]+ (s|min) \([0-9,]+ a second\)", RegexOptions.ExplicitCapture, 1000)]
    public static partial Regex Timing();

    [GeneratedRegex(@"^ +[0-9]+-[0-9]+ +(?<count>[0-9]+) +[0-9.]+ %", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    public static partial Regex Bin();

    [GeneratedRegex(@"^ +[0-9]+  (?<id>\w+) +[0-9.]+  [#.]+.*$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    public static partial Regex TopRow();
}
