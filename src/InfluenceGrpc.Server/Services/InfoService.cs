using System.Runtime.InteropServices;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Influence.V1;
using InfluenceGrpc.Core.Fit.Models;
using InfluenceGrpc.Core.Tiers;
using InfluenceGrpc.Server.Contract;
using InfluenceGrpc.Server.Operations;

namespace InfluenceGrpc.Server.Services;

/// <summary>influence.v1.InfoService: what this server is, allows and does.</summary>
internal sealed class InfoService(ServerOptions options, TierSchemeCatalog schemes, FitModelCatalog models, ServerClock clock, ActivityWriter activity)
    : Influence.V1.InfoService.InfoServiceBase
{
    public override Task<GetServerInfoResponse> GetServerInfo(GetServerInfoRequest request, ServerCallContext context) =>
        Task.FromResult(new GetServerInfoResponse
        {
            Version = ServerVersion.Current,
            Runtime = RuntimeInformation.FrameworkDescription,
            Uptime = clock.Uptime.ToDuration(),
            Limits = LimitsWriter.WriteAll(options.Limits),
            DefaultTierSchemeId = options.DefaultTierScheme,
            TierSchemeCount = (uint)schemes.Schemes.Count,
            DefaultFitModelId = options.DefaultFitModel,
            FitModelCount = (uint)models.Models.Count,
            ProfileStore = options.Profiles.Store switch
            {
                { File: not null } => ProfileStoreKind.Embedded,
                { Redis.Count: > 0 } => ProfileStoreKind.Redis,
                _ => ProfileStoreKind.None,
            },
        });

    public override Task<GetServerActivityResponse> GetServerActivity(GetServerActivityRequest request, ServerCallContext context) =>
        Task.FromResult(activity.Write());
}
