using System.Text;
using System.Text.RegularExpressions;

namespace InfluenceGrpc.Cli.Tests;

/// <summary>What goes wrong, what people are told, and what the process returns.</summary>
public class ExitCodeTests(CliServer server) : IClassFixture<CliServer>
{
    private const string Small = "id,followers\na,1000\nb,N/A\nc,abc\n";

    [Theory]
    [InlineData("no-such.csv", "There is no file")]
    [InlineData("small.csv --out small.csv", "would overwrite the input")]
    [InlineData("small.csv --out ./sub/../small.csv", "would overwrite the input")]
    [InlineData("small.csv --out link.csv", "would overwrite the input")]
    [InlineData("small.csv --bad-rows small.csv", "would overwrite the input")]
    [InlineData("small.csv --out a.csv --bad-rows a.csv", "name the same file")]
    [InlineData("small.csv --out nowhere/a.csv", "no such folder")]
    [InlineData("small.csv --out .", "cannot be written")]
    [InlineData("small.csv --scheme no-such", "There is no scheme 'no-such'. Known: harvard-media,")]
    [InlineData("small.csv --scheme it-proximity", "follower counts do not tell")]
    [InlineData("small.csv --scheme-file small.csv", "is not a scheme")]
    [InlineData("small.csv --map followers=reach", "There is no column 'reach'. The columns are: 'id', 'followers'.")]
    [InlineData("small.csv --map size=reach", "--map is 'size=reach'")]
    [InlineData("small.csv --platform myspace", "--platform is 'myspace'")]
    [InlineData("small.csv --delimiter x", "--delimiter is 'x'")]
    [InlineData("small.csv --chunk 0", "--chunk must be")]
    [InlineData("small.csv --output xml", "xml")]
    [InlineData("small.csv --no-such-option", "--no-such-option")]
    [InlineData("small.csv --server nonsense", "'nonsense' is not an absolute address such as")]
    [InlineData("posts.csv", "No column looks like a follower count. The columns are: 'id', 'posts'.")]
    [InlineData("empty.csv", "The input is empty")]
    public async Task Classify_CannotBeDone_ReturnsUsageAndSaysWhy(string line, string expected)
    {
        server.Write("small.csv", Small);
        server.Write("posts.csv", "id,posts\na,1\n");
        server.Write("empty.csv", "");
        Directory.CreateDirectory(server.PathOf("sub"));
        if (!File.Exists(server.PathOf("link.csv")))
        {
            File.CreateSymbolicLink(server.PathOf("link.csv"), server.PathOf("small.csv"));
        }

        var args = line.Split(' ').Select(arg => arg.EndsWith(".csv", StringComparison.Ordinal) || arg == "." ? server.PathOf(arg) : arg);
        var run = await CliRun.AsAsync(server.Address, ["classify", .. args]);

        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.Usage, run.ExitCode);
        Assert.Equal(Small, await File.ReadAllTextAsync(server.PathOf("small.csv")));
    }

    [Theory]
    [InlineData("", ExitCodes.Success)]
    [InlineData("--strict", ExitCodes.RowsFailed)]
    public async Task Classify_SomeRowsBad_FailsOnlyWhenStrict(string option, int exitCode)
    {
        var file = server.Write("strict.csv", Small);

        var run = await CliRun.AsAsync(server.Address, ["classify", file, .. option.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);

        Assert.Equal(exitCode, run.ExitCode);
    }

    [Fact]
    public async Task Classify_NothingWrongAndStrict_Succeeds()
    {
        var file = server.Write("fine.csv", "followers\n1000\n");

        Assert.Equal(ExitCodes.Success, (await CliRun.AsAsync(server.Address, "classify", file, "--strict")).ExitCode);
    }

    [Theory]
    [InlineData("info")]
    [InlineData("tier", "1000")]
    public async Task AnyCommand_NoServer_ReturnsUnreachableAndSaysWhatToDo(params string[] args)
    {
        var run = await CliRun.AsAsync(new Uri("http://127.0.0.1:1"), args);

        Assert.Equal(ExitCodes.Unreachable, run.ExitCode);
        Assert.Contains("no server at http://127.0.0.1:1/: start one with", run.Error, StringComparison.Ordinal);
        Assert.Contains("--server URL", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("tier", "5")]
    [InlineData("info")]
    public async Task AnyCommand_PortForJson_SaysWhichPortItMayBe(params string[] args)
    {
        await using var json = await InfluenceGrpc.Testing.RunningServer.StartAsync("--Web:Listen", "127.0.0.1:0");

        var run = await CliRun.AsAsync(json.WebAddress!, args);

        Assert.Equal(ExitCodes.Unreachable, run.ExitCode);
        // What the port answers may be lost as it closes the connection: then it may also be one that speaks TLS.
        Assert.Matches($"^error: what is at {Regex.Escape(json.WebAddress!.ToString())} does not speak (HTTP/2, which gRPC needs: |gRPC without TLS: .*; if not, )check the port", run.Error);
        Assert.Contains("it may be the server's JSON port (Web:Listen, usually 5091), which answers HTTP/1.1; gRPC is usually at 5090.", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Classify_SchemeThatBreaksTheRules_ReturnsRefusedAndListsThem()
    {
        var file = server.Write("refused.csv", Small);
        var scheme = server.Write("broken.json", """{ "id": "BROKEN!", "title": "", "kind": "TIER_SCHEME_KIND_FOLLOWERS" }""");
        var output = server.PathOf("refused-out.csv");

        var run = await CliRun.AsAsync(server.Address, "classify", file, "--scheme-file", scheme, "--out", output);

        Assert.Equal(ExitCodes.Refused, run.ExitCode);
        Assert.Contains("refused (INVALID_REQUEST):\n  config.schemes", run.Error, StringComparison.Ordinal);
        Assert.All([".id: ", ".title: ", ".tiers: "], field => Assert.Single(run.Error.Split('\n'), line => line.Contains(field, StringComparison.Ordinal)));
        Assert.Empty(Directory.GetFiles(server.Folder, "refused-out*"));
    }

    [Fact]
    public async Task Classify_Interrupted_LeavesNoFileBehind()
    {
        using var cancel = new CancellationTokenSource();
        using var input = new StallingStream(Encoding.UTF8.GetBytes("followers\n" + string.Concat(Enumerable.Repeat("1000\n", 500_000))));
        var output = server.PathOf("interrupted.csv");

        var running = CliRun.AsAsync(server.Address, input, cancel.Token, "classify", "-", "--out", output);
        await input.Stalled.WaitAsync(TimeSpan.FromSeconds(30));
        await cancel.CancelAsync();
        var run = await running.WaitAsync(TimeSpan.FromSeconds(10));

        Assert.Equal(ExitCodes.Interrupted, run.ExitCode);
        Assert.Contains("interrupted", run.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(server.Folder, "interrupted*"));
    }

    [Theory]
    [InlineData("--help", "Examples:")]
    [InlineData("classify --help", "zcat big.csv.gz")]
    [InlineData("tier --help", "influence tier 3.2M --scheme all")]
    [InlineData("schemes --help", "a scheme of your own")]
    public async Task Help_AnyCommand_TeachesWithExamples(string line, string expected)
    {
        var run = await CliRun.AsAsync(server.Address, line.Split(' '));

        Assert.Equal(ExitCodes.Success, run.ExitCode);
        Assert.Contains(expected, run.Output, StringComparison.Ordinal);
    }
}
