using InfluenceGrpc.Server.Security;

namespace InfluenceGrpc.Server.Admission;

/// <summary>
/// Every method's rule. What is not listed needs a known caller and weighs like a stream: a method that is forgotten here is
/// open to fewer, not to more.
/// </summary>
internal static class MethodRules
{
    private static readonly MethodRule Unlisted = new(Scopes.All, CallKind.Stream);

    private static readonly Dictionary<string, MethodRule> Rules = new(StringComparer.Ordinal)
    {
        ["/influence.v1.TierService/ListTierSchemes"] = new(Scopes.None, CallKind.Single),
        ["/influence.v1.TierService/ClassifyTier"] = new(Scopes.Classify, CallKind.Single),
        ["/influence.v1.TierService/BatchClassifyTiers"] = new(Scopes.Classify, CallKind.Batch),
        ["/influence.v1.TierService/StreamClassifyTiers"] = new(Scopes.Classify, CallKind.Stream),

        ["/influence.v1.FitService/ListFitModels"] = new(Scopes.None, CallKind.Single),
        ["/influence.v1.FitService/ScoreFit"] = new(Scopes.Score, CallKind.Single),
        ["/influence.v1.FitService/BatchScoreFit"] = new(Scopes.Score, CallKind.Batch),
        ["/influence.v1.FitService/StreamScoreFit"] = new(Scopes.Score, CallKind.Stream),
        ["/influence.v1.FitService/RankCreators"] = new(Scopes.Score, CallKind.Stream),
        ["/influence.v1.FitService/DeriveBrief"] = new(Scopes.Score, CallKind.Stream),

        ["/influence.v1.CampaignService/ForecastReach"] = new(Scopes.Plan, CallKind.Batch),
        ["/influence.v1.CampaignService/ComparePlans"] = new(Scopes.Plan, CallKind.Batch),
        ["/influence.v1.CampaignService/PlanCampaign"] = new(Scopes.Plan, CallKind.Planning),

        ["/influence.v1.ProfileService/GetProfile"] = new(Scopes.ProfilesRead, CallKind.Single),
        ["/influence.v1.ProfileService/LookupProfiles"] = new(Scopes.ProfilesRead, CallKind.Batch),
        ["/influence.v1.ProfileService/UpsertProfiles"] = new(Scopes.ProfilesWrite, CallKind.Batch),
        ["/influence.v1.ProfileService/DeleteProfiles"] = new(Scopes.ProfilesWrite, CallKind.Batch),
        ["/influence.v1.ProfileService/StreamLookupProfiles"] = new(Scopes.ProfilesRead, CallKind.Stream),
        ["/influence.v1.ProfileService/StreamUpsertProfiles"] = new(Scopes.ProfilesWrite, CallKind.Stream),

        ["/influence.v1.InfoService/GetServerInfo"] = new(Scopes.None, CallKind.Single),
        ["/influence.v1.InfoService/GetServerActivity"] = new(Scopes.None, CallKind.Single),

        // Probes of orchestrators carry no key; what they are told is no secret.
        ["/grpc.health.v1.Health/Check"] = new(Scopes.None, CallKind.Free, IsPublic: true),
        ["/grpc.health.v1.Health/List"] = new(Scopes.None, CallKind.Free, IsPublic: true),
        ["/grpc.health.v1.Health/Watch"] = new(Scopes.None, CallKind.Watch, IsPublic: true),
        ["/grpc.reflection.v1.ServerReflection/ServerReflectionInfo"] = new(Scopes.None, CallKind.Watch),
        ["/grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo"] = new(Scopes.None, CallKind.Watch),
    };

    /// <summary>All methods that have a rule.</summary>
    public static IReadOnlyCollection<string> Methods => Rules.Keys;

    /// <summary>The rule of a method, by its full name with the slash before it.</summary>
    public static MethodRule Of(string method) => Rules.GetValueOrDefault(method, Unlisted);
}
