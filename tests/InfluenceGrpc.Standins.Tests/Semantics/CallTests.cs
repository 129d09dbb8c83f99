using Grpc.Core;
using Grpc.Net.Client;
using Grpc.Net.Compression;
using InfluenceGrpc.Standins.Tests.Hosting;
using InfluenceGrpc.Standins.Tests.Protos;

namespace InfluenceGrpc.Standins.Tests.Semantics;

/// <summary>Calls of each kind through the official server and client.</summary>
public sealed class CallTests
{
    [Fact]
    public async Task Unary_AsyncAndBlocking_Answers()
    {
        await using EchoHost host = await EchoHost.StartAsync();

        Assert.Equal("a", (await host.Client.UnaryAsync(new Note { Text = "a" }).ResponseAsync.WaitAsync(Limits.Wait)).Text);
        Assert.Equal("b", host.Client.Unary(new Note { Text = "b" }, deadline: DateTime.UtcNow + Limits.Wait).Text);
    }

    [Fact]
    public async Task ClientStreaming_TwoRequests_OneAnswer()
    {
        await using EchoHost host = await EchoHost.StartAsync();
        using AsyncClientStreamingCall<Note, Note> call = host.Client.Collect();

        await call.RequestStream.WriteAsync(new Note { Text = "a" }).WaitAsync(Limits.Wait);
        await call.RequestStream.WriteAsync(new Note { Text = "b" }, CancellationToken.None).WaitAsync(Limits.Wait);
        await call.RequestStream.CompleteAsync().WaitAsync(Limits.Wait);

        Assert.Equal("[a][b]", (await call.ResponseAsync.WaitAsync(Limits.Wait)).Text);
        Assert.Equal(StatusCode.OK, call.GetStatus().StatusCode);
    }

    [Fact]
    public async Task Duplex_PingPong_KeepsTheOrderAndEnds()
    {
        await using EchoHost host = await EchoHost.StartAsync();
        using AsyncDuplexStreamingCall<Note, Note> call = host.Client.Chat();

        foreach (string text in new[] { "a", "b", "c" })
        {
            await call.RequestStream.WriteAsync(new Note { Text = text }).WaitAsync(Limits.Wait);
            Assert.True(await call.ResponseStream.MoveNext().WaitAsync(Limits.Wait));
            Assert.Equal(text, call.ResponseStream.Current.Text);
        }

        await call.RequestStream.CompleteAsync().WaitAsync(Limits.Wait);
        Assert.False(await call.ResponseStream.MoveNext().WaitAsync(Limits.Wait));
        Assert.Equal(StatusCode.OK, call.GetStatus().StatusCode);
    }

    [Fact]
    public async Task Unary_DeadlinePasses_DeadlineExceeded()
    {
        await using EchoHost host = await EchoHost.StartAsync();

        RpcException exception = await Assert.ThrowsAsync<RpcException>(() => host.Client
            .UnaryAsync(new Note { Text = EchoService.Wait }, deadline: DateTime.UtcNow.AddMilliseconds(100))
            .ResponseAsync.WaitAsync(Limits.Wait));

        Assert.Equal(StatusCode.DeadlineExceeded, exception.StatusCode);
    }

    [Fact]
    public async Task Unary_ServerThrows_StatusTextAndTrailersArrive()
    {
        await using EchoHost host = await EchoHost.StartAsync();
        using AsyncUnaryCall<Note> call = host.Client.UnaryAsync(new Note { Text = EchoService.Fail });

        RpcException exception = await Assert.ThrowsAsync<RpcException>(() => call.ResponseAsync.WaitAsync(Limits.Wait));

        Assert.Equal(new Status(StatusCode.NotFound, "no such note"), exception.Status);
        Assert.Equal("gone", exception.Trailers.GetValue("reason"));
        Assert.Equal([0, 127, 255], exception.Trailers.GetValueBytes("reason-bin")!);
        Assert.Equal(exception.Status, call.GetStatus());
        Assert.Equal("gone", call.GetTrailers().GetValue("reason"));
    }

    [Fact]
    public async Task GetStatus_CallInProgress_Throws()
    {
        await using EchoHost host = await EchoHost.StartAsync();
        using AsyncDuplexStreamingCall<Note, Note> call = host.Client.Chat();

        Assert.Throws<InvalidOperationException>(() => call.GetStatus());
        Assert.Throws<InvalidOperationException>(call.GetTrailers);

        // A call that is given up while the server begins it is an error in the server's log now and then.
        await call.RequestStream.CompleteAsync().WaitAsync(Limits.Wait);
        Assert.False(await call.ResponseStream.MoveNext(CancellationToken.None).WaitAsync(Limits.Wait));
    }

    [Fact]
    public async Task Dispose_CallInProgress_Cancels()
    {
        await using EchoHost host = await EchoHost.StartAsync();
        AsyncServerStreamingCall<Note> call = host.Client.Repeat(new Note { Text = EchoService.Wait });
        Assert.True(await call.ResponseStream.MoveNext().WaitAsync(Limits.Wait));

        call.Dispose();

        Assert.Equal(StatusCode.Cancelled, call.GetStatus().StatusCode);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    public async Task Unary_CompressedResponse_Arrives(string algorithm)
    {
        await using EchoHost host = await EchoHost.StartAsync(options =>
        {
            options.ResponseCompressionAlgorithm = algorithm;
            options.CompressionProviders = [new GzipCompressionProvider(default), new DeflateCompressionProvider(default)];
        });
        using var probe = new EncodingProbe();
        using GrpcChannel channel = GrpcChannel.ForAddress($"http://{host.Channel.Target}", new GrpcChannelOptions { HttpHandler = probe });
        var request = new Note { Text = new string('x', 10_000) };

        Note answer = await new Echo.EchoClient(channel).UnaryAsync(request).ResponseAsync.WaitAsync(Limits.Wait);

        Assert.Equal(algorithm, probe.ResponseEncoding);
        Assert.Equal(request, answer);
    }
}
