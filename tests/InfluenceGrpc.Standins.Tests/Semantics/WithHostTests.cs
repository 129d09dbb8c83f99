using InfluenceGrpc.Standins.Tests.Hosting;
using InfluenceGrpc.Standins.Tests.Protos;

namespace InfluenceGrpc.Standins.Tests.Semantics;

public sealed class WithHostTests
{
    [Fact]
    public void WithHost_EveryKindOfCall_AsksForTheHost()
    {
        var invoker = new RecordingInvoker();
        Echo.EchoClient client = new Echo.EchoClient(invoker).WithHost("first").WithHost("tenant.test");

        CallAll(client);

        Assert.Equal(Enumerable.Repeat("tenant.test", 5), invoker.Hosts);
    }

    [Fact]
    public void New_EveryKindOfCall_AsksForNoHost()
    {
        var invoker = new RecordingInvoker();

        CallAll(new Echo.EchoClient(invoker));

        Assert.Equal(Enumerable.Repeat<string?>(null, 5), invoker.Hosts);
    }

    [Fact]
    public async Task New_OverTheWire_ServerSeesTheChannelsHost()
    {
        await using EchoHost host = await EchoHost.StartAsync();
        Note request = new() { Text = EchoService.Host };

        string own = (await host.Client.UnaryAsync(request).ResponseAsync.WaitAsync(Limits.Wait)).Text;

        Assert.Equal(host.Channel.Target, own);
    }

    [Fact]
    public void New_WithoutChannel_EveryCallThrows() =>
        Assert.Throws<NotImplementedException>(() => new UnconnectedClient().Unary(new Note()));

    private static void CallAll(Echo.EchoClient client)
    {
        client.Unary(new Note());
        client.UnaryAsync(new Note());
        client.Repeat(new Note());
        client.Collect();
        client.Chat();
    }

    private sealed class UnconnectedClient : Echo.EchoClient;
}
