using Google.Protobuf;
using Grpc.Core;
using Grpc.Reflection.V1Alpha;
using InfluenceGrpc.Server.Contract;
using InfluenceGrpc.Server.Operations;
using V1 = Grpc.Reflection.V1;

namespace InfluenceGrpc.Server.Services;

/// <summary>
/// grpc.reflection.v1alpha, for older tools. Its messages are those of v1 to the byte, so they pass through their
/// serialized form.
/// </summary>
internal sealed class ReflectionAlphaService(ReflectionAnswerer answerer, Drain drain) : ServerReflection.ServerReflectionBase
{
    public override async Task ServerReflectionInfo(
        IAsyncStreamReader<ServerReflectionRequest> requestStream,
        IServerStreamWriter<ServerReflectionResponse> responseStream,
        ServerCallContext context)
    {
        using var reading = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, drain.Token);
        while (await requestStream.MoveNext(reading.Token))
        {
            var request = V1.ServerReflectionRequest.Parser.ParseFrom(requestStream.Current.ToByteString());
            var response = ServerReflectionResponse.Parser.ParseFrom(answerer.Answer(request).ToByteString());
            await responseStream.WriteAsync(response, context.CancellationToken);
        }
    }
}
