using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;

namespace InfluenceGrpc.Cli.Tests;

/// <summary>The codes that the program returns, what it prints of them, and what the README says of them are the same.</summary>
public sealed partial class ExitCodeTableTests
{
    private static readonly string Readme = File.ReadAllText(Path.Combine(CampaignSample.Folder, "..", "..", "clients", "csharp", "README.md"));

    [Fact]
    public void Help_Codes_AreThoseOfTheProgram()
    {
        var codes = typeof(ExitCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Where(field => field.FieldType == typeof(int))
            .Select(field => (int)field.GetRawConstantValue()!)
            .Order();

        Assert.Equal(codes, Told().Keys.Order());
    }

    [Fact]
    public void Readme_Table_IsWhatHelpSays()
    {
        var table = ReadmeRow().Matches(Readme[Readme.IndexOf("| exit code |", StringComparison.Ordinal)..])
            .ToDictionary(row => Code(row), row => row.Groups["text"].Value);

        Assert.Equal(Told(), table);
    }

    [Fact]
    public async Task RootHelp_ExitCodes_ArePrinted() =>
        Assert.Contains(ExitCodes.Help, (await CliRun.AsAsync(null, "--help")).Output.ReplaceLineEndings("\n"), StringComparison.Ordinal);

    private static Dictionary<int, string> Told() => HelpRow().Matches(ExitCodes.Help)
        .ToDictionary(row => Code(row), row => Blanks().Replace(row.Groups["text"].Value, " "));

    private static int Code(Match row) => int.Parse(row.Groups["code"].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^ +(?<code>[0-9]+) +(?<text>.+(?:\n {7}.+)*)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex HelpRow();

    [GeneratedRegex(@"^\| (?<code>[0-9]+) \| (?<text>.+) \|$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ReadmeRow();

    [GeneratedRegex(@"\s+", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Blanks();
}
