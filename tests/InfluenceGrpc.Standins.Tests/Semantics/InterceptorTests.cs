using System.Collections.Concurrent;
using Grpc.Core;
using Grpc.Core.Interceptors;
using InfluenceGrpc.Standins.Tests.Hosting;
using InfluenceGrpc.Standins.Tests.Protos;
using Microsoft.Extensions.DependencyInjection;

namespace InfluenceGrpc.Standins.Tests.Semantics;

public sealed class InterceptorTests
{
    private readonly ConcurrentQueue<string> _log = [];

    [Fact]
    public async Task Client_SeveralAtOnce_RunInTheOrderGiven()
    {
        await using EchoHost host = await EchoHost.StartAsync();
        CallInvoker invoker = host.Channel.Intercept(new NamedInterceptor("a", _log), new NamedInterceptor("b", _log));

        Note answer = await new Echo.EchoClient(invoker).UnaryAsync(new Note { Text = "x" }).ResponseAsync.WaitAsync(Limits.Wait);

        Assert.Equal("x", answer.Text);
        Assert.Equal(["a Unary", "b Unary"], _log);
    }

    [Fact]
    public async Task Client_OneAfterTheOther_LastAddedRunsFirst()
    {
        await using EchoHost host = await EchoHost.StartAsync();
        CallInvoker invoker = host.Channel.Intercept(new NamedInterceptor("a", _log)).Intercept(new NamedInterceptor("b", _log));
        using AsyncDuplexStreamingCall<Note, Note> call = new Echo.EchoClient(invoker).Chat();

        await call.RequestStream.CompleteAsync().WaitAsync(Limits.Wait);

        Assert.False(await call.ResponseStream.MoveNext().WaitAsync(Limits.Wait));
        Assert.Equal(["b Chat", "a Chat"], _log);
    }

    [Fact]
    public async Task Client_MetadataFunction_ReplacesTheHeaders()
    {
        await using EchoHost host = await EchoHost.StartAsync();
        CallInvoker invoker = host.Channel.Intercept(headers => new Metadata { { "x-note", $"{headers.Count} {headers.GetValue("own")}" } });
        var client = new Echo.EchoClient(invoker);
        var request = new Note { Text = EchoService.Header };

        Note without = await client.UnaryAsync(request).ResponseAsync.WaitAsync(Limits.Wait);
        Note with = await client.UnaryAsync(request, new Metadata { { "own", "1" } }).ResponseAsync.WaitAsync(Limits.Wait);

        Assert.Equal("0 ", without.Text);
        Assert.Equal("1 1", with.Text);
    }

    [Fact]
    public void Client_MetadataFunction_ActsOnEveryKindOfCall()
    {
        var invoker = new RecordingInvoker();
        var headers = new Metadata { { "a", "1" } };
        var client = new Echo.EchoClient(invoker.Intercept(_ => headers));

        client.Unary(new Note());
        client.UnaryAsync(new Note());
        client.Repeat(new Note());
        client.Collect();
        client.Chat();

        Assert.Equal(Enumerable.Repeat(headers, 5), invoker.Headers);
    }

    [Fact]
    public async Task ClientAndServer_NothingOverridden_PassesEveryKindOfCall()
    {
        await using EchoHost host = await EchoHost.StartAsync(options => options.Interceptors.Add<PassingInterceptor>());
        var client = new Echo.EchoClient(host.Channel.Intercept(new PassingInterceptor()));
        DateTime deadline = DateTime.UtcNow + Limits.Wait;

        Assert.Equal("a", client.Unary(new Note { Text = "a" }, deadline: deadline).Text);
        Assert.Equal("a", (await client.UnaryAsync(new Note { Text = "a" }, deadline: deadline)).Text);
        using AsyncClientStreamingCall<Note, Note> collect = client.Collect(deadline: deadline);
        await collect.RequestStream.CompleteAsync().WaitAsync(Limits.Wait);
        Assert.Equal("", (await collect).Text);
        using AsyncServerStreamingCall<Note> repeat = client.Repeat(new Note { Text = "a" }, deadline: deadline);
        Assert.True(await repeat.ResponseStream.MoveNext().WaitAsync(Limits.Wait));
        using AsyncDuplexStreamingCall<Note, Note> chat = client.Chat(deadline: deadline);
        await chat.RequestStream.CompleteAsync().WaitAsync(Limits.Wait);
        Assert.False(await chat.ResponseStream.MoveNext().WaitAsync(Limits.Wait));
    }

    [Fact]
    public async Task Server_Two_FirstGivenIsOutermost()
    {
        await using EchoHost host = await StartInterceptedAsync();

        await host.Client.UnaryAsync(new Note { Text = "x" }).ResponseAsync.WaitAsync(Limits.Wait);

        Assert.Equal(["outer enters", "inner enters", "inner leaves", "outer leaves"], _log);
    }

    [Fact]
    public async Task Server_TwoAroundAStream_FirstGivenIsOutermost()
    {
        await using EchoHost host = await StartInterceptedAsync();
        using AsyncDuplexStreamingCall<Note, Note> call = host.Client.Chat();

        await call.RequestStream.CompleteAsync().WaitAsync(Limits.Wait);

        Assert.False(await call.ResponseStream.MoveNext().WaitAsync(Limits.Wait));
        Assert.Equal(["outer enters", "inner enters", "inner leaves", "outer leaves"], _log);
    }

    private Task<EchoHost> StartInterceptedAsync() => EchoHost.StartAsync(
        options =>
        {
            options.Interceptors.Add<OuterInterceptor>();
            options.Interceptors.Add<InnerInterceptor>();
        },
        services => services.AddSingleton(_log));
}
