namespace InfluenceGrpc.Cli.Tests;

/// <summary>What is mistyped is told, with what was meant, and nothing is sent.</summary>
public sealed class CommandLineFaultTests(CliServer server) : IClassFixture<CliServer>
{
    [Theory]
    [InlineData("profiles delete syn-1 --verison 99 --yes", "there is no option '--verison'; did you mean --version?", "profiles delete")]
    [InlineData("profiles get x --nope", "there is no option '--nope' (where it is a value, write it behind --, or with its option as --option=VALUE)", "profiles get")]
    [InlineData("profiles get x -q", "there is no option '-q' (where", "profiles get")]
    [InlineData("profiles get --alow-stale=yes x", "there is no option '--alow-stale'; did you mean --allow-stale?", "profiles get")]
    [InlineData("tier 5 --schema iab-uk", "there is no option '--schema'; did you mean --scheme?", "tier")]
    [InlineData("classify --stric x.csv", "there is no option '--stric'; did you mean --strict?", "classify")]
    [InlineData("classify x.csv --stric", "there is no option '--stric'; did you mean --strict?", "classify")]
    [InlineData("rank x.csv --brief b.json --out --strct", "there is no option '--strct'; did you mean --strict?", "rank")]
    [InlineData("--sever http://127.0.0.1:1 info", "there is no option '--sever'; did you mean --server?", "info")]
    [InlineData("classfy x", "there is no command 'classfy'; did you mean classify?", "")]
    [InlineData("classfy x --help", "there is no command 'classfy'; did you mean classify?", "")]
    [InlineData("nonsense x", "there is no command 'nonsense'", "")]
    [InlineData("brief chek x.json --output json", "there is no command 'brief chek'; did you mean check?", "brief")]
    [InlineData("help clasify", "there is no command 'clasify'; did you mean classify?", "")]
    [InlineData("tier 5 --output xml", "--output is 'xml'; it must be one of: table, csv, json", "tier")]
    [InlineData("completion tcsh", "SHELL is 'tcsh'; it must be one of: bash, zsh, fish, pwsh", "completion")]
    [InlineData("plan x --brief b --budget 1 --people 1 --objective likes", "--objective is 'likes'; it must be one of: reach, engagements, credible-reach", "plan")]
    [InlineData("rank x.csv --brief b.json --count many", "--count is 'many'; it must be a whole number", "rank")]
    public async Task CommandLine_Mistyped_IsToldInOneLine(string line, string expected, string command)
    {
        // No server is there: whoever sent something would exit otherwise.
        var run = await CliRun.AsAsync(new Uri("http://127.0.0.1:1"), line.Split(' '));

        Assert.Equal((ExitCodes.Usage, ""), (run.ExitCode, run.Output));
        Assert.StartsWith($"error: {expected}", run.Error, StringComparison.Ordinal);
        Assert.Equal(2, run.Error.TrimEnd('\n').Split('\n').Length);
        Assert.EndsWith($"\nTry: influence {(command.Length > 0 ? command + " " : "")}--help\n", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("profiles get -- --nope", "--nope: there is no such profile")]
    [InlineData("profiles delete --yes -- --nope", "")]
    [InlineData("tier -5", "a follower count cannot be negative. Give a follower count, such as")]
    [InlineData("classify x.csv --out=--strct", "There is no file 'x.csv' in '")]
    public async Task CommandLine_ValueThatBeginsWithADash_IsTakenWhereItIsMeant(string line, string expected)
    {
        var run = await CliRun.AsAsync(server.Address, line.Split(' '));

        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("there is no option", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Delete_MistypedOption_LeavesTheProfile()
    {
        var file = server.Write("kept.csv", "creator_id,followers\nkept-1,1000\n");
        Assert.Equal(ExitCodes.Success, (await CliRun.AsAsync(server.Address, "profiles", "import", file)).ExitCode);

        var run = await CliRun.AsAsync(server.Address, "profiles", "delete", "kept-1", "--verison", "99", "--yes");

        Assert.Equal(ExitCodes.Usage, run.ExitCode);
        Assert.Equal(ExitCodes.Success, (await CliRun.AsAsync(server.Address, "profiles", "get", "kept-1")).ExitCode);
    }

    [Theory]
    [InlineData("", "influence classify creators.csv")]
    [InlineData("help", "influence classify creators.csv")]
    [InlineData("--server http://127.0.0.1:1", "influence classify creators.csv")]
    [InlineData("help tier", "influence tier 3.2M --scheme all")]
    [InlineData("help profiles import", "influence profiles import")]
    [InlineData("help help", "influence help classify")]
    [InlineData("profiles", "influence profiles get c-1042")]
    public async Task CommandLine_AsksForHelp_GetsIt(string line, string expected)
    {
        var run = await CliRun.AsAsync(null, line.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        Assert.Equal((ExitCodes.Success, ""), (run.ExitCode, run.Error));
        Assert.Contains(expected, run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("tier abc", "'abc' is not a follower count. Give a follower count, such as 12345, 12,345 or 3.2M.")]
    [InlineData("classify none.csv", "There is no file 'none.csv' in '")]
    [InlineData("classify /none.csv", "There is no file '/none.csv': check how it is written.")]
    [InlineData("tier 5 --scheme-file none.json", "none.json': check how it is written.")]
    [InlineData("rank x.csv --brief b.json --count 0", "--count must be at least 1: give a whole number such as --count 20")]
    public async Task Error_AnyValue_SaysWhatToDo(string line, string expected)
    {
        var run = await CliRun.AsAsync(server.Address, line.Split(' '));

        Assert.Equal(ExitCodes.Usage, run.ExitCode);
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
    }
}
