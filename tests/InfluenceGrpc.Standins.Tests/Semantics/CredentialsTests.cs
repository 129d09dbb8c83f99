using Grpc.Core;
using Grpc.Net.Client;
using InfluenceGrpc.Standins.Tests.Hosting;
using InfluenceGrpc.Standins.Tests.Protos;

namespace InfluenceGrpc.Standins.Tests.Semantics;

public sealed class CredentialsTests
{
    [Fact]
    public void Compose_FewerThanTwo_Throws()
    {
        Assert.Throws<ArgumentException>(() => CallCredentials.Compose());
        Assert.Throws<ArgumentException>(() => CallCredentials.Compose(Note("a")));
    }

    [Fact]
    public void FromInterceptor_Null_Throws() => Assert.Throws<ArgumentNullException>(() => CallCredentials.FromInterceptor(null!));

    [Fact]
    public void Create_OnInsecureChannel_Throws() =>
        Assert.Throws<ArgumentException>(() => ChannelCredentials.Create(ChannelCredentials.Insecure, Note("a")));

    [Fact]
    public void Create_OnComposite_Throws() => Assert.Throws<ArgumentException>(() =>
        ChannelCredentials.Create(ChannelCredentials.Create(ChannelCredentials.SecureSsl, Note("a")), Note("b")));

    [Fact]
    public void ForAddress_SecureCredentials_AreTakenByTheOfficialClient()
    {
        ChannelCredentials credentials = ChannelCredentials.Create(new SslCredentials(), CallCredentials.Compose(Note("a"), Note("b")));

        using GrpcChannel channel = GrpcChannel.ForAddress("https://localhost", new GrpcChannelOptions { Credentials = credentials });

        Assert.Equal("localhost", channel.Target);
    }

    [Fact]
    public void ForAddress_CustomRoots_AreRefusedByTheOfficialClient() => Assert.ThrowsAny<Exception>(() =>
        GrpcChannel.ForAddress("https://localhost", new GrpcChannelOptions { Credentials = new SslCredentials("roots") }));

    [Fact]
    public async Task Call_ComposedCredentials_AddTheirHeadersInOrder()
    {
        await using EchoHost host = await EchoHost.StartAsync();
        using GrpcChannel channel = GrpcChannel.ForAddress(
            $"http://{host.Channel.Target}",
            new GrpcChannelOptions { Credentials = ChannelCredentials.Insecure, UnsafeUseInsecureChannelCallCredentials = true });
        var options = new CallOptions(deadline: DateTime.UtcNow + Limits.Wait, credentials: CallCredentials.Compose(Note("a"), Note("b")));

        Note answer = await new Echo.EchoClient(channel).UnaryAsync(new Note { Text = EchoService.Header }, options);

        Assert.Equal(["a", "b"], answer.Text.Split(',', StringSplitOptions.TrimEntries));
    }

    [Fact]
    public async Task Call_Credentials_KnowTheServiceAndMethod()
    {
        await using EchoHost host = await EchoHost.StartAsync();
        using GrpcChannel channel = GrpcChannel.ForAddress(
            $"http://{host.Channel.Target}",
            new GrpcChannelOptions { UnsafeUseInsecureChannelCallCredentials = true });
        AuthInterceptorContext? seen = null;
        CallCredentials credentials = CallCredentials.FromInterceptor((context, _) =>
        {
            seen = context;
            return Task.CompletedTask;
        });

        await new Echo.EchoClient(channel).UnaryAsync(new Note(), new CallOptions(credentials: credentials)).ResponseAsync.WaitAsync(Limits.Wait);

        Assert.Equal("Unary", seen!.MethodName);
        Assert.EndsWith("/influence.standins.tests.Echo", seen.ServiceUrl, StringComparison.Ordinal);
    }

    /// <summary>Credentials that add an x-note header.</summary>
    private static CallCredentials Note(string text) => CallCredentials.FromInterceptor((_, metadata) =>
    {
        metadata.Add("x-note", text);
        return Task.CompletedTask;
    });
}
