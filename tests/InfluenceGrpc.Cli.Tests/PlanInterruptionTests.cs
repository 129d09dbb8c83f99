using System.Text;
using InfluenceGrpc.Client.Tests.Scripted;

namespace InfluenceGrpc.Cli.Tests;

/// <summary><c>influence plan</c> on a server that answers by a script, and goes away amid it.</summary>
public sealed class PlanInterruptionTests : IAsyncLifetime
{
    private const string Rows = "id,followers\na,1001\nb,abc\nc,2002\nd,\ne,2003\n";

    private ScriptedCliServer server = null!;

    public async Task InitializeAsync() => server = await ScriptedCliServer.StartAsync();

    public async Task DisposeAsync() => await server.DisposeAsync();

    [Fact]
    public async Task Plan_FileAndServerGoesAway_ReadsTheFileAnewAndCountsOnce()
    {
        // The first stream has no candidates: it is there to judge the config.
        server.Fits.Then(new Act(Ending.Complete), new Act(Ending.Cut, 1));
        var (file, brief) = (server.Write("rows.csv", Rows), server.Write("brief.json", CampaignSample.Brief));
        var (output, bad) = (server.PathOf("plan.csv"), server.PathOf("bad.csv"));

        var run = await CliRun.AsAsync(
            server.Address, "plan", file, "--brief", brief, "--budget", "20", "--people", "100", "--out", output, "--bad-rows", bad);

        Assert.Equal(ExitCodes.Success, run.ExitCode);
        Assert.Equal(3, server.Fits.Streams.Count);
        Assert.Contains("rows.csv: 3 creators looked at", run.Output, StringComparison.Ordinal);
        Assert.Contains("the server was interrupted 1 time; the planning was begun anew", run.Output, StringComparison.Ordinal);
        Assert.Matches(@"\n    too few followers +1 ", run.Output);
        Assert.Matches(@"\n    price unknown +1 ", run.Output);
        Assert.Contains("1 creators failed: NOTHING_KNOWN", run.Output, StringComparison.Ordinal);
        Assert.Equal(["1,first,false,10,10,NOK,20,20,0", "2,second,false,5,15,NOK,10,30,0"], File.ReadLines(output).Skip(1));

        // What was told of the rows before the interruption is not told twice.
        Assert.Contains("1 bad rows were left out", run.Output, StringComparison.Ordinal);
        Assert.Equal(3, File.ReadLines(bad).Count());
        Assert.Empty(Directory.GetFiles(server.Folder, "*.partial"));
    }

    [Theory]
    [InlineData(Ending.Drain)]
    [InlineData(Ending.Cut)]
    public async Task Plan_StandardInputAndServerGoesAway_SaysThatItMustBeginAnew(object ending)
    {
        server.Fits.Then(new Act(Ending.Complete), new Act((Ending)ending, 1));
        var brief = server.Write("brief.json", CampaignSample.Brief);
        using var input = new MemoryStream(Encoding.UTF8.GetBytes(Rows));

        var run = await CliRun.AsAsync(
            server.Address, input, default, "plan", "-", "--brief", brief, "--budget", "20", "--people", "100", "--out", server.PathOf("plan.csv"));

        Assert.Equal(ExitCodes.Unreachable, run.ExitCode);
        Assert.Contains($"\nerror: the call to the server at {server.Address} broke off. The planning was interrupted", run.Error, StringComparison.Ordinal);
        Assert.Contains("plan again from the first candidate", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", run.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(server.Folder, "plan.csv*"));
    }

    [Fact]
    public async Task Plan_ChunkRefused_ReturnsRefused()
    {
        server.Fits.Refuses = _ => true;
        var (file, brief) = (server.Write("rows.csv", Rows), server.Write("brief.json", CampaignSample.Brief));

        var run = await CliRun.AsAsync(server.Address, "plan", file, "--brief", brief, "--budget", "20", "--people", "100");

        Assert.Equal(ExitCodes.Refused, run.ExitCode);
        Assert.Contains("4 creators failed: TOO_MANY_ITEMS", run.Output, StringComparison.Ordinal);
    }
}
