using System.Net;
using System.Text;
using InfluenceGrpc.Functional.Tests.Hostile;
using InfluenceGrpc.Functional.Tests.Redis;
using InfluenceGrpc.Server.Admission;
using Microsoft.Extensions.DependencyInjection;
using static InfluenceGrpc.Functional.Tests.Connect.ConnectServer;

namespace InfluenceGrpc.Functional.Tests.Connect;

/// <summary>What JSON that is refused takes until then. Not beside other tests: all of the process counts.</summary>
[Collection(nameof(HostileCollection))]
public sealed class ConnectMemoryTests
{
    // Each would be a sentence, and megabytes of them are a request of a few kilobytes once compressed.
    [Theory]
    [InlineData("{", "\"a\":1,", "\"b\":1}")]
    [InlineData("{\"items\":{\"profiles\":{\"profiles\":[{\"audience\":{\"ages\":[", "{\"share\":\"x\"},", "{}]}}]}}}")]
    public async Task MegabytesOfFaults_AreToldInPartAndTakeLittle(string begin, string fault, string end)
    {
        var json = new StringBuilder(begin).Insert(begin.Length, fault, 7_000_000 / fault.Length).Append(end).ToString();
        await using var server = await StartAsync();
        using var first = await server.PostAsync(BatchClassifyTiers, json);
        var before = GC.GetTotalAllocatedBytes();

        using var response = await server.PostAsync(BatchClassifyTiers, json);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.InRange(Detail(await JsonOf(response), "google.rpc.BadRequest")!["fieldViolations"]!.AsArray().Count, 10, 21);

        // The text itself some times over, here and there.
        Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, 200_000_000);
        await GivesBackAsync(server);
    }

    // Three bytes each, and microseconds and kilobytes once read.
    [Fact]
    public async Task MillionsOfItems_AreRefusedBeforeTheyAreRead()
    {
        var json = "{\"items\":{\"profiles\":{\"profiles\":[" + string.Join(',', Enumerable.Repeat("{}", 2_500_000)) + "]}}}";
        await using var large = await StartAsync("--Limits:MaxCallMemory", "34359738368");
        using var first = await large.PostAsync(BatchClassifyTiers, json);
        var before = GC.GetTotalAllocatedBytes();

        using var response = await large.PostAsync(BatchClassifyTiers, json);

        // The text some times over, here and there; read, the profiles alone are more than a gigabyte.
        Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, 200_000_000);
        Assert.Equal(HttpStatusCode.TooManyRequests, response.StatusCode);
        var info = Detail(await JsonOf(response), "google.rpc.ErrorInfo")!;
        Assert.Equal(("TOO_MANY_ITEMS", "10000", "2500000"), ((string?)info["reason"], (string?)info["metadata"]!["limit"], (string?)info["metadata"]!["got"]));
        await GivesBackAsync(large);
    }

    private static Task GivesBackAsync(ConnectServer server) => Until.TrueAsync(
        () => server.Server.Services.GetRequiredService<MemoryBudget>().Held == 0, "what it held is given back");
}
