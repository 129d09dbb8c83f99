using System.Diagnostics;

namespace InfluenceGrpc.Cli.Tests.Completion;

/// <summary>What a shell is offered: by the program, and by bash with the script sourced.</summary>
public class CompletionTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static TheoryData<string, string[]> Lines => new()
    {
        { "influence ti", ["tier"] },
        { "influence sc", ["schemes", "score"] },
        { "influence profiles ", ["delete", "export", "get", "import"] },
        { "influence completion ", ["bash", "fish", "pwsh", "zsh"] },
        { "influence tier --out", ["--output"] },
        { "influence tier 5 --output ", ["csv", "json", "table"] },
        { "influence tier 5 --output j", ["json"] },
        { "influence plan x.csv --objective cr", ["credible-reach"] },
        { "influence classify --platform ti", ["tiktok"] },
        { "influence doctor --se", ["--server"] },
        { "influence profiles get --o", ["--output"] },
        { "influence nonsense --", [] },
    };

    [Theory]
    [MemberData(nameof(Lines))]
    public async Task Suggest_HalfALine_OffersWhatBeginsSo(string line, string[] expected)
    {
        var run = await CliRun.AsAsync(null, $"[suggest:{line.Length}]", line);

        Assert.Equal((ExitCodes.Success, ""), (run.ExitCode, run.Error));
        var offered = run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal);
        Assert.Equal(expected, expected.Length == 0 ? offered.Where(text => !text.StartsWith("--", StringComparison.Ordinal)) : offered);
    }

    [Theory]
    [InlineData("influence tier --output=j", "json")]
    [InlineData("influence", "")]
    [InlineData("", "")]
    [InlineData("influence classify ", "")]
    public async Task Suggest_OddLine_NeverFails(string line, string expected)
    {
        var run = await CliRun.AsAsync(null, $"[suggest:{line.Length}]", line);

        Assert.Equal((ExitCodes.Success, expected), (run.ExitCode, expected.Length == 0 ? "" : run.Output.Trim()));
    }

    [Fact]
    public async Task Suggest_CursorWithinTheLine_OffersForWhatStandsBeforeIt()
    {
        var run = await CliRun.AsAsync(null, "[suggest:12]", "influence ti 5 --output json");

        Assert.Equal("tier\n", run.Output);
    }

    [Fact]
    public async Task Bash_ScriptSourced_FillsCompReply()
    {
        var runtime = Path.Combine(AppContext.BaseDirectory, "InfluenceGrpc.Cli.Tests.runtimeconfig.json");
        var program = Path.Combine(AppContext.BaseDirectory, "influence.dll");

        var shown = await BashAsync(
            $$"""
            influence() { dotnet exec --runtimeconfig '{{runtime}}' '{{program}}' "$@"; }
            source <(influence completion bash)
            complete -p influence
            try() {
              COMP_LINE="$1" COMP_POINT=${#1}
              read -ra COMP_WORDS <<<"$1"
              COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
              _influence_complete
              echo "$1: ${COMPREPLY[*]}"
            }
            try "influence ti"
            try "influence tier --output "
            try "influence profiles ge"
            try "influence classify "
            """);

        Assert.Equal(
            """
            complete -o default -F _influence_complete influence
            influence ti: tier
            influence tier --output : csv json table
            influence profiles ge: get
            influence classify : 

            """,
            shown);
    }

    [Theory]
    [InlineData("bash", "complete -o default -F _influence_complete influence")]
    [InlineData("zsh", "compdef _influence_complete influence")]
    [InlineData("fish", "complete -c influence -a '(__influence_complete)'")]
    [InlineData("pwsh", "Register-ArgumentCompleter -Native -CommandName influence")]
    public async Task Completion_AnyShell_PrintsItsScript(string shell, string expected)
    {
        var run = await CliRun.AsAsync(null, "completion", shell);

        Assert.Equal((ExitCodes.Success, ""), (run.ExitCode, run.Error));
        Assert.Contains(expected, run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\r', run.Output);
    }

    [Fact]
    public async Task Completion_OtherShell_IsUsage()
    {
        var run = await CliRun.AsAsync(null, "completion", "tcsh");

        Assert.Equal(ExitCodes.Usage, run.ExitCode);
        Assert.Contains("tcsh", run.Error, StringComparison.Ordinal);
    }

    private static async Task<string> BashAsync(string script)
    {
        var start = new ProcessStartInfo("bash", ["--noprofile", "--norc", "-c", script]) { RedirectStandardOutput = true, UseShellExecute = false };
        using var bash = Process.Start(start)!;
        var shown = await bash.StandardOutput.ReadToEndAsync().WaitAsync(Patience);
        await bash.WaitForExitAsync().WaitAsync(Patience);
        return shown;
    }
}
