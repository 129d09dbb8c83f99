using System.Net;
using Grpc.Core;
using Grpc.Net.Client;
using InfluenceGrpc.Standins.Tests.Hosting;
using InfluenceGrpc.Standins.Tests.Protos;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace InfluenceGrpc.Standins.Tests.Semantics;

public sealed class ServerServiceDefinitionTests
{
    private static readonly Method<Note, Note> Unary = new(
        MethodType.Unary,
        "influence.standins.tests.Echo",
        "Unary",
        Marshallers.Create(Google.Protobuf.MessageExtensions.ToByteArray, Note.Parser.ParseFrom),
        Marshallers.Create(Google.Protobuf.MessageExtensions.ToByteArray, Note.Parser.ParseFrom));

    [Fact]
    public void AddMethod_SamePathTwice_Throws()
    {
        ServerServiceDefinition.Builder builder = ServerServiceDefinition.CreateBuilder();
        builder.AddMethod(Unary, (Note request, ServerCallContext _) => Task.FromResult(request));

        Assert.Throws<ArgumentException>(() => builder.AddMethod(Unary, (Note request, ServerCallContext _) => Task.FromResult(request)));
    }

    [Fact]
    public void AddMethod_BinderThatOverridesNothing_Throws() =>
        Assert.Throws<NotImplementedException>(() => Echo.BindService(new ServiceBinderBase(), new EchoService()));

    // The one path on which the official server calls a member that applications do not see.
    [Fact]
    public async Task MapGrpcService_Definition_IsServed()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
            kestrel.Listen(IPAddress.Loopback, 0, endpoint => endpoint.Protocols = HttpProtocols.Http2));
        builder.Services.AddGrpc();
        await using WebApplication app = builder.Build();
        app.MapGrpcService(Echo.BindService(new EchoService()));
        await app.StartAsync().WaitAsync(Limits.Wait);
        using GrpcChannel channel = GrpcChannel.ForAddress(app.Urls.Single());

        Note answer = await new Echo.EchoClient(channel).UnaryAsync(new Note { Text = "a" }).ResponseAsync.WaitAsync(Limits.Wait);

        Assert.Equal("a", answer.Text);
        await app.StopAsync().WaitAsync(Limits.Wait);
    }
}
