using InfluenceGrpc.Core.Faults;
using InfluenceGrpc.Core.Tiers;

namespace InfluenceGrpc.Core.Tests.Tiers;

public sealed class TierSchemeCatalogTests
{
    [Fact]
    public void BuiltIn_Always_FindsEverySchemeById()
    {
        Assert.Equal(16, TierSchemeCatalog.BuiltIn.Schemes.Count);
        Assert.All(BuiltInTierSchemes.All, scheme =>
        {
            Assert.True(TierSchemeCatalog.BuiltIn.TryFind(scheme.Id, out var found));
            Assert.Same(scheme, found);
        });
        Assert.False(TierSchemeCatalog.BuiltIn.TryFind("Harvard-Media", out _));
        Assert.Equal("harvard-media", TierSchemeCatalog.BuiltIn.Default.Id);
    }

    [Fact]
    public void Create_WithCustomScheme_AddsItAndMayMakeItTheDefault()
    {
        var catalog = TierSchemeCatalog.Create([TierSchemes.Followers((10, null))], "test").Value!;
        Assert.Equal("test", catalog.Default.Id);
        Assert.Equal("test", catalog.Schemes[^1].Id);
        Assert.Equal(17, catalog.Schemes.Count);
    }

    [Fact]
    public void Create_DuplicateIdsAndUnknownDefault_ReportsAll()
    {
        var own = TierSchemes.Followers((10, null));
        var taken = TierSchemeValidator.Validate(TierSchemes.Draft((10, null)) with { Id = "klear" }).Value!;
        var faults = TierSchemeCatalog.Create([own, taken, own], "nobody").Faults;
        Assert.Equal(
            [("custom[1].id", FaultCode.Duplicate), ("custom[2].id", FaultCode.Duplicate), ("default", FaultCode.UnknownValue)],
            faults.Select(fault => (fault.Path, fault.Code)));
    }

    [Fact]
    public void Create_TooManySchemes_IsRefusedOnePastTheLimit()
    {
        TierScheme[] Own(int count) => [.. Enumerable.Range(0, count)
            .Select(i => TierSchemeValidator.Validate(TierSchemes.Draft((10, null)) with { Id = $"own-{i}" }).Value!)];
        var room = TierLimits.MaxSchemes - 16;
        Assert.True(TierSchemeCatalog.Create(Own(room)).IsValid);
        Assert.Equal(FaultCode.TooMany, Assert.Single(TierSchemeCatalog.Create(Own(room + 1)).Faults).Code);
    }
}
