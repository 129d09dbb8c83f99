using Grpc.Net.Client;
using InfluenceGrpc.Performance.Asked;
using InfluenceGrpc.Performance.Loads;
using InfluenceGrpc.Testing;

namespace InfluenceGrpc.Performance.Tests;

public sealed class ChunkStreamTests : IAsyncLifetime
{
    private const int Creators = 1_000;
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private ServerProcess server = null!;
    private GrpcChannel channel = null!;

    public async Task InitializeAsync()
    {
        server = await ServerProcess.StartAsync();
        channel = GrpcChannel.ForAddress(server.Address, new() { MaxReceiveMessageSize = null });
        await Population.StoreAsync(channel, Creators);
    }

    public async Task DisposeAsync()
    {
        channel.Dispose();
        await server.DisposeAsync();
    }

    // Sequences beyond 127 take two bytes.
    [Fact]
    public async Task Run_TwoHundredChunksOfEachKind_AreAnsweredAsTheFirstWere()
    {
        ChunkKind[] kinds =
        [
            ChunkKinds.FollowerColumns(100), ChunkKinds.FollowerRows(10), ChunkKinds.TiersById(Creators, 10), ChunkKinds.FitsById(Creators, 20),
            ChunkKinds.FitsOfProfiles(20), ChunkKinds.LookUps(Creators, 20), ChunkKinds.Upserts(Creators, 20),
        ];
        foreach (var kind in kinds)
        {
            var stream = new ChunkStream(kind, channel);
            await stream.VerifyAsync().WaitAsync(Limit);

            var counts = await stream.RunAsync(TimeSpan.MaxValue, 200).WaitAsync(Limit);

            Assert.Equal(200.0 * kind.Items, counts.Items);
        }
    }

    [Fact]
    public async Task Run_ChunksThatAreNotAnsweredAsTheFirst_AreWrong()
    {
        var kind = ChunkKinds.FollowerColumns(100);
        var others = kind with { Renew = _ => ChunkKinds.FollowerColumns(99).Bodies[0] };
        var stream = new ChunkStream(others, channel);

        // Bodies are made anew for the first answers too, which the rules then find fault with.
        await Assert.ThrowsAsync<InvalidOperationException>(() => stream.VerifyAsync().WaitAsync(Limit));
        await Assert.ThrowsAsync<InvalidOperationException>(() => stream.RunAsync(TimeSpan.MaxValue, 10).WaitAsync(Limit));
    }
}
