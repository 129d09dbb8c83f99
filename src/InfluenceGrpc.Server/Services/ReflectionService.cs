using Grpc.Core;
using Grpc.Reflection.V1;
using InfluenceGrpc.Server.Contract;
using InfluenceGrpc.Server.Operations;

namespace InfluenceGrpc.Server.Services;

/// <summary>grpc.reflection.v1: lets tools such as buf curl and grpcurl call without the .proto files.</summary>
internal sealed class ReflectionService(ReflectionAnswerer answerer, Drain drain) : ServerReflection.ServerReflectionBase
{
    public override async Task ServerReflectionInfo(
        IAsyncStreamReader<ServerReflectionRequest> requestStream,
        IServerStreamWriter<ServerReflectionResponse> responseStream,
        ServerCallContext context)
    {
        using var reading = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, drain.Token);
        while (await requestStream.MoveNext(reading.Token))
        {
            await responseStream.WriteAsync(answerer.Answer(requestStream.Current), context.CancellationToken);
        }
    }
}
