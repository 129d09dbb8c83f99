using System.Net;
using System.Net.Sockets;
using Grpc.Core;
using Grpc.Net.Client.Balancer;
using Influence.V1;
using InfluenceGrpc.Server.Operations;
using Microsoft.Extensions.DependencyInjection;

namespace InfluenceGrpc.Client.Tests.Replicas;

/// <summary>A client of several servers.</summary>
public class BalancingTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task UnaryCalls_TwoServers_EachTakesItsShare()
    {
        await using var first = await CountedServer.StartAsync();
        await using var second = await CountedServer.StartAsync();
        using var client = InfluenceClient.Connect($"{first.Address}, {second.Address}");

        await UntilBothAreAskedAsync(client, first, second);
        var (before, beside) = (first.Calls, second.Calls);
        await CallAsync(client, 200);

        Assert.InRange(first.Calls - before, 70, 130);
        Assert.Equal(200, first.Calls - before + second.Calls - beside);
    }

    [Fact]
    public async Task UnaryCalls_OneServerIsNotThere_PassItOver()
    {
        await using var server = await CountedServer.StartAsync();
        using var client = InfluenceClient.Connect([NobodyThere(), server.Address]);

        await CallAsync(client, 50);

        Assert.Equal(50, server.Calls);
    }

    [Fact]
    public async Task Calls_NoServerIsThere_NameAllThatWereTried()
    {
        Uri[] addresses = [NobodyThere(), NobodyThere()];
        using var client = InfluenceClient.Connect(addresses, new InfluenceClientOptions { Retry = new RetryOptions { StreamAttemptsWithoutProgress = 2 } });

        var unary = await Assert.ThrowsAsync<InfluenceException>(() => client.GetServerInfoAsync().WaitAsync(Patience));
        var stream = await Assert.ThrowsAsync<InfluenceException>(
            () => client.ClassifyAsync([1UL], count => count).GetAsyncEnumerator().MoveNextAsync().AsTask().WaitAsync(Patience));

        Assert.All([unary, stream], fault => Assert.Equal(StatusCode.Unavailable, fault.StatusCode));
        var named = $"No answer from {addresses[0].GetLeftPart(UriPartial.Authority)}, {addresses[1].GetLeftPart(UriPartial.Authority)}: ";
        Assert.All([unary, stream], fault => Assert.StartsWith(named, fault.Error.Message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task UnaryCalls_NameOfAServer_ReachIt()
    {
        await using var server = await CountedServer.StartAsync();
        using var client = InfluenceClient.Connect($"dns:///localhost:{server.Address.Port}");

        await CallAsync(client, 20);

        Assert.Equal(20, server.Calls);
    }

    [Fact]
    public async Task UnaryCalls_ServerJoinsAName_EvenOut()
    {
        await using var first = await CountedServer.StartAsync();
        await using var second = await CountedServer.StartAsync();
        var names = new ManualResolverFactory(first.Address);
        using var client = InfluenceClient.Connect("dns:///servers:5090", new InfluenceClientOptions
        {
            ConfigureChannel = channel => channel.ServiceProvider = new OneServiceProvider<ResolverFactory>(names),
        });
        await CallAsync(client, 50);
        Assert.Equal((50, 0), (first.Calls, second.Calls));

        names.Become(first.Address, second.Address);
        await UntilBothAreAskedAsync(client, first, second);
        var (before, beside) = (first.Calls, second.Calls);
        await CallAsync(client, 200);

        Assert.InRange(first.Calls - before, 70, 130);
        Assert.InRange(second.Calls - beside, 70, 130);
    }

    // A stream that its consumer leaves unread keeps the connection of the replica that drains open, while it takes no other.
    [Fact]
    public async Task UnaryCalls_ReplicaDrainsWithAStreamOpen_NoneFails()
    {
        var first = await CountedServer.StartAsync("--Limits:DrainTimeout", "00:00:30");
        await using var second = await CountedServer.StartAsync();
        using var client = InfluenceClient.Connect([first.Address, second.Address]);
        await UntilBothAreAskedAsync(client, first, second);
        var unread = new[] { AllSchemes(client), AllSchemes(client) };
        foreach (var stream in unread)
        {
            Assert.True(await stream.MoveNextAsync().AsTask().WaitAsync(Patience));
        }

        await UntilNoChunkIsTakenAsync(client, first);
        var stopping = first.Server.StopAsync();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => CallAsync(client, 100))).WaitAsync(Patience);

        Assert.False(stopping.IsCompleted);
        foreach (var stream in unread)
        {
            while (await stream.MoveNextAsync().AsTask().WaitAsync(Patience))
            {
                Assert.Equal(0, stream.Current.FailedCount);
            }

            await stream.DisposeAsync().AsTask().WaitAsync(Patience);
        }

        await stopping.WaitAsync(Patience);
        await first.DisposeAsync();
    }

    // Answers that are too many to lie in the buffers between server and client.
    private static IAsyncEnumerator<ClassifiedChunk<ulong>> AllSchemes(InfluenceClient client)
    {
        var selection = new TierSchemeSelection { SchemeIds = { "harvard-media", "iab-uk" } };
        var options = new ClassifyStreamOptions { Schemes = selection, BoundaryMargins = true };
        return client.ClassifyAsync(Enumerable.Range(0, 400_000).Select(i => (ulong)i), count => count, options).GetAsyncEnumerator();
    }

    private static async Task CallAsync(InfluenceClient client, int times)
    {
        for (var i = 0; i < times; i++)
        {
            var answer = await client.ClassifyTierAsync(3000).WaitAsync(Patience);
            Assert.Equal("micro", answer.Classifications.Single().Tier.Id);
        }
    }

    // A server that goes on taking chunks in has not met the end of the buffers yet.
    private static async Task UntilNoChunkIsTakenAsync(InfluenceClient client, CountedServer server)
    {
        var activity = server.Server.Services.GetRequiredService<ServerActivity>();
        long before;
        do
        {
            before = Items();
            await CallAsync(client, 100);
        }
        while (Items() != before);

        long Items() => activity.Rpcs.Single(rpc => rpc.Method == "StreamClassifyTiers").ItemsOk;
    }

    private static async Task UntilBothAreAskedAsync(InfluenceClient client, CountedServer first, CountedServer second)
    {
        using var limit = new CancellationTokenSource(Patience);
        var (before, beside) = (first.Calls, second.Calls);
        while (first.Calls == before || second.Calls == beside)
        {
            await client.ClassifyTierAsync(3000, cancellationToken: limit.Token);
        }
    }

    private static Uri NobodyThere()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");
    }
}
