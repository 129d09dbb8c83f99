using InfluenceGrpc.Core.Faults;
using InfluenceGrpc.Core.Fit.Models;

namespace InfluenceGrpc.Core.Tests.Fit.Models;

public sealed class FitModelCatalogTests
{
    [Fact]
    public void BuiltIn_Always_FindsTheModelThatShips()
    {
        Assert.Equal("audience-fit-1", Assert.Single(FitModelCatalog.BuiltIn.Models).Id);
        Assert.True(FitModelCatalog.BuiltIn.TryFind("audience-fit-1", out var found));
        Assert.Same(BuiltInFitModels.Default, found);
        Assert.Same(BuiltInFitModels.Default, FitModelCatalog.BuiltIn.Default);
        Assert.False(FitModelCatalog.BuiltIn.TryFind("Audience-Fit-1", out _));
    }

    [Fact]
    public void Create_WithCustomModel_AddsItAndMayMakeItTheDefault()
    {
        var catalog = FitModelCatalog.Create([FitModels.Own("ours")], "ours").Value!;
        Assert.Equal(["audience-fit-1", "ours"], catalog.Models.Select(model => model.Id));
        Assert.Equal("ours", catalog.Default.Id);
        Assert.False(catalog.Default.BuiltIn);
    }

    [Fact]
    public void Create_DuplicateIdsAndUnknownDefault_ReportsAll()
    {
        var own = FitModels.Own("ours");
        var faults = FitModelCatalog.Create([own, FitModels.Own("audience-fit-1"), own], "nobodys").Faults;
        Assert.Equal(
            [("custom[1].id", FaultCode.Duplicate), ("custom[2].id", FaultCode.Duplicate), ("default", FaultCode.UnknownValue)],
            faults.Select(fault => (fault.Path, fault.Code)));
    }

    [Fact]
    public void Create_TooManyModels_IsRefusedOnePastTheLimit()
    {
        FitModel[] Own(int count) => [.. Enumerable.Range(0, count).Select(i => FitModels.Own($"own-{i}"))];
        Assert.True(FitModelCatalog.Create(Own(FitModelLimits.MaxModels - 1)).IsValid);
        Assert.Equal(FaultCode.TooMany, Assert.Single(FitModelCatalog.Create(Own(FitModelLimits.MaxModels)).Faults).Code);
    }
}
