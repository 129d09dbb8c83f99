namespace InfluenceGrpc.Functional.Tests.Hostile;

/// <summary>Paths of rpcs.</summary>
internal static class ServedPaths
{
    /// <summary>Of all whose caller sends a stream.</summary>
    public static readonly string[] Streams =
    [
        "/influence.v1.TierService/StreamClassifyTiers",
        "/influence.v1.FitService/StreamScoreFit",
        "/influence.v1.FitService/RankCreators",
        "/influence.v1.FitService/DeriveBrief",
        "/influence.v1.CampaignService/PlanCampaign",
        "/influence.v1.ProfileService/StreamLookupProfiles",
        "/influence.v1.ProfileService/StreamUpsertProfiles",
        "/grpc.reflection.v1.ServerReflection/ServerReflectionInfo",
    ];
}
