using System.Text;
using InfluenceGrpc.Client.Tests.Scripted;

namespace InfluenceGrpc.Cli.Tests;

/// <summary><c>influence rank</c> on a server that goes away amid the ranking.</summary>
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
        Assert.Contains("the server was interrupted 1 times; the ranking was begun anew", run.Output, StringComparison.Ordinal);
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
        Assert.Contains("The ranking was interrupted", run.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(server.Folder, "ranking.csv*"));
    }
}
