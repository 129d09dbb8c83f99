namespace InfluenceGrpc.Cli.Tests;

/// <summary><c>influence plan</c> out of a table.</summary>
public sealed class PlanTableTests(CliServer server) : IClassFixture<CliServer>
{
    [Fact]
    public async Task Plan_TableWithPrices_IsPlannedAtThem()
    {
        var brief = server.Write("priced.json", CampaignSample.Brief);
        var file = server.Write(
            "priced.csv",
            """
            id,followers,platform,avg_reach,countries,prices
            ann,20000,instagram,5000,NO:0.9,post:9000 NOK|story:1 NOK
            bob,20000,instagram,4000,NO:0.9,post:900 EUR
            cat,20000,instagram,3000,NO:0.9,"post:2,500.50 NOK"
            """);

        var run = await CliRun.AsAsync(server.Address, "plan", file, "--brief", brief, "--budget", "20000", "--people", "100000");

        Assert.Equal(ExitCodes.Success, run.ExitCode);
        Assert.Contains("The plan: 2 creators for 11,500.5", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("  bob  ", run.Output, StringComparison.Ordinal);
    }
}
