using Google.Protobuf;
using Grpc.Core;
using Grpc.Reflection.V1Alpha;
using InfluenceGrpc.Server.Contract;
using V1 = Grpc.Reflection.V1;

namespace InfluenceGrpc.Server.Services;

/// <summary>
/// grpc.reflection.v1alpha, for older tools. Its messages are those of v1 to the byte, so they pass through their
/// serialized form.
/// </summary>
internal sealed class ReflectionAlphaService(ReflectionAnswerer answerer, ReflectionCall call) : ServerReflection.ServerReflectionBase
{
    public override Task ServerReflectionInfo(
        IAsyncStreamReader<ServerReflectionRequest> requestStream,
        IServerStreamWriter<ServerReflectionResponse> responseStream,
        ServerCallContext context) => call.RunAsync(requestStream, responseStream, Answer, context);

    private ServerReflectionResponse Answer(ServerReflectionRequest request) =>
        ServerReflectionResponse.Parser.ParseFrom(answerer.Answer(V1.ServerReflectionRequest.Parser.ParseFrom(request.ToByteString())).ToByteString());
}
