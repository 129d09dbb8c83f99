using System.Text;
using InfluenceGrpc.Client.Tests.Scripted;

namespace InfluenceGrpc.Cli.Tests;

/// <summary><c>influence rank</c> and <c>score</c> on a server that answers by a script, and goes away amid it.</summary>
public sealed class RankInterruptionTests : IAsyncLifetime
{
    private const string Rows = "id,followers\na,1000\nb,abc\nc,2000\n";

    private ScriptedCliServer server = null!;

    public async Task InitializeAsync() => server = await ScriptedCliServer.StartAsync();

    public async Task DisposeAsync() => await server.DisposeAsync();

    [Fact]
    public async Task Rank_FileAndServerGoesAway_ReadsTheFileAnew()
    {
        server.Fits.Then(new Act(Ending.Cut, 1));
        var (file, brief) = (server.Write("rows.csv", Rows), server.Write("brief.json", FitSample.Brief));
        var (output, bad) = (server.PathOf("ranking.csv"), server.PathOf("bad.csv"));

        var run = await CliRun.AsAsync(server.Address, "rank", file, "--brief", brief, "--out", output, "--bad-rows", bad);

        Assert.Equal(ExitCodes.Success, run.ExitCode);
        Assert.Equal(2, server.Fits.Streams.Count);
        Assert.Contains("rows.csv: 2 creators scored", run.Output, StringComparison.Ordinal);
        Assert.Contains("the server was interrupted 1 time; the ranking was begun anew", run.Output, StringComparison.Ordinal);
        Assert.Equal(["1,best-1", "2,best-2"], File.ReadLines(output).Skip(1).Select(line => line[..8]));

        // What was told of the rows before the interruption is not told twice.
        Assert.Contains("1 bad rows were left out", run.Output, StringComparison.Ordinal);
        Assert.Equal(["line,reason,raw", "3,column 'followers': 'abc' is not a follower count,\"b,abc\""], File.ReadLines(bad));
        Assert.Empty(Directory.GetFiles(server.Folder, "*.partial"));
    }

    [Fact]
    public async Task Rank_StandardInputAndServerGoesAway_SaysThatItMustBeginAnew()
    {
        server.Fits.Then(new Act(Ending.Cut, 1));
        var brief = server.Write("brief.json", FitSample.Brief);
        var output = server.PathOf("ranking.csv");
        using var input = new MemoryStream(Encoding.UTF8.GetBytes(Rows));

        var run = await CliRun.AsAsync(server.Address, input, default, "rank", "-", "--brief", brief, "--out", output);

        Assert.Equal(ExitCodes.Unreachable, run.ExitCode);
        Assert.Contains($"\nerror: the call to the server at {server.Address} broke off. The ranking was interrupted", run.Error, StringComparison.Ordinal);
        Assert.Contains("rank again from the first creator", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("no server", run.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(server.Folder, "ranking.csv*"));
    }

    [Fact]
    public async Task Score_AudienceIsNotKnown_LeavesTheCellEmpty()
    {
        var file = server.Write("audience.csv", "id,followers,countries\na,1000,NO:0.5\nb,1001,\n");
        var (brief, output) = (server.Write("brief.json", FitSample.Brief), server.PathOf("audience-out.csv"));

        var run = await CliRun.AsAsync(server.Address, "score", file, "--brief", brief, "--out", output);

        Assert.Equal(ExitCodes.Success, run.ExitCode);
        Assert.Equal(["a,1000,NO:0.5,0,0,0,0.5,true,,,0.25,", "b,1001,,1,1,1,0.5,true,,,,"], File.ReadLines(output).Skip(1));
    }

    // Attempts to connect are no interruptions: one kill may take many.
    [Theory]
    [InlineData("score", "the server was interrupted 1 time; nothing was lost")]
    [InlineData("rank", "the server was interrupted 1 time; the ranking was begun anew")]
    public async Task AnyCommand_ServerIsAwayForLong_CountsOneInterruption(string command, string expected)
    {
        server.Fits.Then(new Act(Ending.Cut), new Act(Ending.Unavailable), new Act(Ending.Unavailable));
        var (file, brief) = (server.Write("rows.csv", Rows), server.Write("brief.json", FitSample.Brief));

        var run = await CliRun.AsAsync(server.Address, command, file, "--brief", brief);

        Assert.Equal((ExitCodes.Success, 4), (run.ExitCode, server.Fits.Streams.Count));
        Assert.Contains(expected, run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rank_ServerIsNotThereAtFirst_SpeaksOfAttempts()
    {
        server.Fits.Then(new Act(Ending.Unavailable), new Act(Ending.Unavailable));
        var (file, brief) = (server.Write("rows.csv", Rows), server.Write("brief.json", FitSample.Brief));

        var run = await CliRun.AsAsync(server.Address, "rank", file, "--brief", brief);

        Assert.Contains("\nthe server took 2 more attempts to answer\n", run.Output, StringComparison.Ordinal);
    }
}
