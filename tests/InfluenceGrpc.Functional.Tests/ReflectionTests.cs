using Google.Protobuf.Reflection;
using Grpc.Core;
using Grpc.Reflection.V1;
using Alpha = Grpc.Reflection.V1Alpha;

namespace InfluenceGrpc.Functional.Tests;

/// <summary>Reflection, both versions: tools need no .proto files.</summary>
public sealed class ReflectionTests(ServerFixture fixture) : IClassFixture<ServerFixture>, IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static readonly string[] Services =
    [
        "grpc.health.v1.Health", "grpc.reflection.v1.ServerReflection", "grpc.reflection.v1alpha.ServerReflection",
        "influence.v1.CampaignService", "influence.v1.FitService", "influence.v1.InfoService", "influence.v1.ProfileService", "influence.v1.TierService",
    ];

    // After every test: a fixture that fails at its end fails no test.
    public void Dispose() => fixture.Server.AssertNoErrorLogged();

    [Fact]
    public async Task ListServices_V1_NamesEveryService()
    {
        var response = await AskAsync(new ServerReflectionRequest { ListServices = "" });

        Assert.Equal(Services, response.ListServicesResponse.Service.Select(service => service.Name));
    }

    [Fact]
    public async Task ListServices_V1Alpha_NamesEveryService()
    {
        using var call = new Alpha.ServerReflection.ServerReflectionClient(fixture.Server.Channel).ServerReflectionInfo();
        await call.RequestStream.WriteAsync(new Alpha.ServerReflectionRequest { ListServices = "" }).WaitAsync(Patience);
        Assert.True(await call.ResponseStream.MoveNext(CancellationToken.None).WaitAsync(Patience));

        Assert.Equal(Services, call.ResponseStream.Current.ListServicesResponse.Service.Select(service => service.Name));
    }

    [Theory]
    [InlineData("influence.v1.TierService", "influence/v1/tier_service.proto")]
    [InlineData("influence.v1.TierService.StreamClassifyTiers", "influence/v1/tier_service.proto")]
    [InlineData("influence.v1.FitService.BatchScoreFit", "influence/v1/fit_service.proto")]
    [InlineData("influence.v1.Brief", "influence/v1/brief.proto")]
    [InlineData("influence.v1.CreatorProfile", "influence/v1/creator_profile.proto")]
    [InlineData("influence.v1.CreatorProfile.creator_id", "influence/v1/creator_profile.proto")]
    [InlineData("influence.v1.PLATFORM_TIKTOK", "influence/v1/platform.proto")]
    [InlineData("grpc.health.v1.HealthCheckResponse.ServingStatus", "grpc/health/v1/health.proto")]
    [InlineData("grpc.health.v1.HealthCheckResponse.SERVING", "grpc/health/v1/health.proto")]
    [InlineData("google.rpc.ErrorInfo", "google/rpc/error_details.proto")]
    [InlineData("influence.v1.ErrorReason", "influence/v1/error_reason.proto")]
    public async Task FileContainingSymbol_Known_ComesWithEverythingItImports(string symbol, string file)
    {
        var response = await AskAsync(new ServerReflectionRequest { FileContainingSymbol = symbol });

        var files = FileDescriptor.BuildFromByteStrings(response.FileDescriptorResponse.FileDescriptorProto.Reverse());
        Assert.Contains(file, files.Select(descriptor => descriptor.Name));
        Assert.Equal(file, FileDescriptorProto.Parser.ParseFrom(response.FileDescriptorResponse.FileDescriptorProto[0]).Name);
    }

    [Fact]
    public async Task FileByFilename_Known_IsReturned()
    {
        var response = await AskAsync(new ServerReflectionRequest { FileByFilename = "influence/v1/tier.proto" });

        Assert.Equal("influence/v1/tier.proto", FileDescriptorProto.Parser.ParseFrom(response.FileDescriptorResponse.FileDescriptorProto[0]).Name);
    }

    [Fact]
    public async Task AnyQuestion_WithoutAnAnswer_GetsAnErrorAndTheStreamGoesOn()
    {
        using var call = new ServerReflection.ServerReflectionClient(fixture.Server.Channel).ServerReflectionInfo();
        ServerReflectionRequest[] questions =
        [
            new() { FileByFilename = "no/such.proto" },
            new() { FileContainingSymbol = "no.Such" },
            new() { FileContainingExtension = new ExtensionRequest { ContainingType = "influence.v1.Items" } },
            new() { AllExtensionNumbersOfType = "no.Such" },
            new(),
        ];
        foreach (var question in questions)
        {
            await call.RequestStream.WriteAsync(question).WaitAsync(Patience);
            Assert.True(await call.ResponseStream.MoveNext(CancellationToken.None).WaitAsync(Patience));
            Assert.Equal(question, call.ResponseStream.Current.OriginalRequest);
            Assert.Equal(
                (int)(question.MessageRequestCase == ServerReflectionRequest.MessageRequestOneofCase.None ? StatusCode.InvalidArgument : StatusCode.NotFound),
                call.ResponseStream.Current.ErrorResponse.ErrorCode);
        }

        await call.RequestStream.WriteAsync(new ServerReflectionRequest { AllExtensionNumbersOfType = "influence.v1.Items" }).WaitAsync(Patience);
        Assert.True(await call.ResponseStream.MoveNext(CancellationToken.None).WaitAsync(Patience));
        Assert.Equal("influence.v1.Items", call.ResponseStream.Current.AllExtensionNumbersResponse.BaseTypeName);
    }

    private async Task<ServerReflectionResponse> AskAsync(ServerReflectionRequest request)
    {
        using var call = new ServerReflection.ServerReflectionClient(fixture.Server.Channel).ServerReflectionInfo();
        await call.RequestStream.WriteAsync(request).WaitAsync(Patience);
        Assert.True(await call.ResponseStream.MoveNext(CancellationToken.None).WaitAsync(Patience));
        return call.ResponseStream.Current;
    }
}
