using InfluenceGrpc.Testing;

namespace InfluenceGrpc.Client.Tests.Replicas;

/// <summary>A client of one address, behind which a balancer of connections stands.</summary>
public class ConnectionAgeTests
{
    private const string Age = "--Server:MaxConnectionAge";
    private const string Soon = "00:00:00.2";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task UnaryCalls_ServerJoinsBehindABalancer_EvenOutAsConnectionsAge()
    {
        await using var first = await CountedServer.StartAsync(Age, Soon);
        await using var second = await CountedServer.StartAsync(Age, Soon);
        await using var balancer = new TcpBalancer(first.Address);
        using var client = InfluenceClient.Connect(balancer.Address);
        await CallUntilAsync(client, () => first.Calls > 50);
        Assert.Equal(0, second.Calls);

        balancer.Become(first.Address, second.Address);
        var joined = balancer.Accepted;
        await CallUntilAsync(client, () => balancer.Accepted > joined);
        var (before, beside, begun) = (first.Calls, second.Calls, balancer.Accepted);

        // Connections last equally long, calls do not on a busy machine: the share is waited for, over many connections.
        await CallUntilAsync(client, () => balancer.Accepted >= begun + 14 && ShareOfFirst() is > 0.35 and < 0.65);

        Assert.True(second.Calls > beside);

        double ShareOfFirst() => (double)(first.Calls - before) / (first.Calls - before + second.Calls - beside);
    }

    [Fact]
    public async Task UnaryCalls_NoAge_StayWhereTheyAre()
    {
        await using var server = await CountedServer.StartAsync(Age, "0:00:00");
        await using var balancer = new TcpBalancer(server.Address);
        using var client = InfluenceClient.Connect(balancer.Address);

        await CallUntilAsync(client, () => server.Calls > 500);

        Assert.Equal(1, balancer.Accepted);
    }

    [Fact]
    public async Task Stream_ConnectionAges_GoesOnWhereItIs()
    {
        await using var server = await RunningServer.StartAsync(Age, Soon);
        await using var balancer = new TcpBalancer(server.Address);
        using var client = InfluenceClient.Connect(balancer.Address);
        var aged = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var stream = WatchedStream.Of(client.ClassifyAsync(new PacedSource(aged.Task), i => (ulong)i), Patience);
        await stream.Begun.WaitAsync(Patience);

        await CallUntilAsync(client, () => balancer.Accepted > 5);
        aged.SetResult();

        Assert.Equal(0, (await stream.Answered.WaitAsync(Patience)).Interruptions);
    }

    private static async Task CallUntilAsync(InfluenceClient client, Func<bool> condition)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (!condition())
        {
            await client.ClassifyTierAsync(3000, cancellationToken: limit.Token);
        }
    }
}
