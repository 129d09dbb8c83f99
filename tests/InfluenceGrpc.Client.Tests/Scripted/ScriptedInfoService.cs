using Grpc.Core;
using Influence.V1;

namespace InfluenceGrpc.Client.Tests.Scripted;

/// <summary>Tells the limits that the script sets.</summary>
internal sealed class ScriptedInfoService(ProfileScript script) : InfoService.InfoServiceBase
{
    public override Task<GetServerInfoResponse> GetServerInfo(GetServerInfoRequest request, ServerCallContext context) =>
        Task.FromResult(new GetServerInfoResponse { Limits = new Limits { MaxItems = script.Limits.MaxItemsPerChunk, Stream = script.Limits } });
}
