using Grpc.Core;
using Grpc.Reflection.V1;
using InfluenceGrpc.Server.Contract;

namespace InfluenceGrpc.Server.Services;

/// <summary>grpc.reflection.v1: lets tools such as buf curl and grpcurl call without the .proto files.</summary>
internal sealed class ReflectionService(ReflectionAnswerer answerer, ReflectionCall call) : ServerReflection.ServerReflectionBase
{
    public override Task ServerReflectionInfo(
        IAsyncStreamReader<ServerReflectionRequest> requestStream,
        IServerStreamWriter<ServerReflectionResponse> responseStream,
        ServerCallContext context) => call.RunAsync(requestStream, responseStream, answerer.Answer, context);
}
