using InfluenceGrpc.Server.Admission;
using InfluenceGrpc.Server.Contract;
using InfluenceGrpc.Server.Security;

namespace InfluenceGrpc.Server.Tests;

public sealed class MethodRulesTests
{
    [Fact]
    public void Rules_EveryServedMethod_HasOneAndNoOtherHas() => Assert.Equal(
        ServedContract.Services.SelectMany(service => service.Methods).Select(method => $"/{method.Service.FullName}/{method.Name}").Order(StringComparer.Ordinal),
        MethodRules.Methods.Order(StringComparer.Ordinal));

    [Fact]
    public void Rules_OfStreams_WeighAsStreams() => Assert.All(
        ServedContract.Services.Where(service => service.File.Package == "influence.v1").SelectMany(service => service.Methods),
        method => Assert.Equal(
            method.IsClientStreaming || method.IsServerStreaming, MethodRules.Of($"/{method.Service.FullName}/{method.Name}").Kind is CallKind.Stream or CallKind.Planning));

    [Fact]
    public void Rules_OnlyHealth_IsPublic() =>
        Assert.All(MethodRules.Methods, method => Assert.Equal(method.StartsWith("/grpc.health.v1.", StringComparison.Ordinal), MethodRules.Of(method).IsPublic));

    [Fact]
    public void Rules_AMethodThatIsNotListed_NeedsEveryScope() => Assert.Equal(Scopes.All, MethodRules.Of("/influence.v1.TierService/New").Scope);
}
