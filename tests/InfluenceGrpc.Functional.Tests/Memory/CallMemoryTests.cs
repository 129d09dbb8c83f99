using Google.Protobuf;
using Influence.V1;
using InfluenceGrpc.Functional.Tests.Hostile;
using InfluenceGrpc.Testing;
using Xunit.Abstractions;

namespace InfluenceGrpc.Functional.Tests.Memory;

/// <summary>What a unary call allocates in the server, from its first byte to its last. Not beside other tests: all of the process counts.</summary>
[Collection(nameof(HostileCollection))]
public sealed class CallMemoryTests(ITestOutputHelper output)
{
    private const int Calls = 500;

    // Calls that the runtime has compiled for good by then, and whose connections and pools are as large as they will be.
    private const int CallsBefore = 2_000;

    [Theory]
    [InlineData("/influence.v1.TierService/ClassifyTier", "a count", 4_400)]
    [InlineData("/influence.v1.FitService/ScoreFit", "the brief of before", 23_500)]
    [InlineData("/influence.v1.FitService/ScoreFit", CallLine.Different, 37_000)]
    [InlineData("/grpc.health.v1.Health/Check", "nothing", 2_500)]
    public async Task Call_Unary_AllocatesNoMoreThanItDid(string path, string what, int most)
    {
        await using var server = await RunningServer.StartAsync();
        using var line = new CallLine(server.Address, path, RequestOf(path, what));
        var answer = line.Ask();
        for (var i = 0; i < CallsBefore; i++)
        {
            Assert.Equal(answer, line.Ask());
        }

        var least = long.MaxValue;
        for (var round = 0; round < 10; round++)
        {
            var before = GC.GetTotalAllocatedBytes(precise: true);
            for (var i = 0; i < Calls; i++)
            {
                line.Ask();
            }

            least = Math.Min(least, (GC.GetTotalAllocatedBytes(precise: true) - before) / Calls);
        }

        output.WriteLine($"{least} bytes a call");
        Assert.True(answer > 5, "It is answered, or what is measured is a refusal.");
        Assert.InRange(least, 500, most);
    }

    private static IMessage RequestOf(string path, string what) => path switch
    {
        "/influence.v1.TierService/ClassifyTier" => new ClassifyTierRequest { FollowerCount = 5_000 },
        "/influence.v1.FitService/ScoreFit" => new ScoreFitRequest { Profile = FitExamples.Creators(seed: 1, count: 1, "creator")[0], Brief = Titled(what) },
        _ => new Grpc.Health.V1.HealthCheckRequest(),
    };

    private static Brief Titled(string title)
    {
        var brief = FitExamples.Brief.Clone();
        brief.Title = title;
        return brief;
    }
}
