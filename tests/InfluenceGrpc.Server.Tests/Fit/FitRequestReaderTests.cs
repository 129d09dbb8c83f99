using Google.Protobuf;
using Google.Rpc;
using InfluenceGrpc.Core.Faults;
using InfluenceGrpc.Core.Fit.Models;
using InfluenceGrpc.Core.Tiers;
using InfluenceGrpc.Server.Contract;
using InfluenceGrpc.Server.Operations;
using InfluenceGrpc.Server.Profiles;
using V1 = Influence.V1;

namespace InfluenceGrpc.Server.Tests.Fit;

public sealed class FitRequestReaderTests
{
    private static readonly ReadOptionsReader ReadOptions = new(new ProfileOptions());

    private static readonly FitRequestReader Reader = new(
        FitModelCatalog.BuiltIn,
        new BriefReader(TierSchemeCatalog.BuiltIn),
        new RecentBriefs(),
        new DeriveBriefReader(TierSchemeCatalog.BuiltIn, ReadOptions),
        ReadOptions,
        new LimitOptions());

    [Fact]
    public void ReadTask_EveryFieldOfAConfig_ReachesTheTask()
    {
        var config = new V1.StreamScoreFitConfig
        {
            Brief = FitCase.Brief,
            ModelId = "audience-fit-1",
            Columns = new() { Components = true },
            ReadOptions = new() { MaxAge = new() { Seconds = 60 }, AllowStale = true, AllowDegraded = true },
        };
        Assert.Equal(SetFields.Of(V1.StreamScoreFitConfig.Descriptor).Where(field => field.Contains("Stream", StringComparison.Ordinal)).Order(),
            SetFields.In(config).Where(field => field.Contains("Stream", StringComparison.Ordinal)).Order());

        var task = Reader.ReadTask(config).OrThrow();

        Assert.Same(FitModelCatalog.BuiltIn.Default, task.Brief.Model);
        Assert.Equal("Fjell", task.Brief.Brief.Brand);
        Assert.Equal((true, 4_000), (task.WithComponents, task.MaxItems));
        Assert.Equal(new ReadWish(TimeSpan.FromMinutes(1), AllowStale: true, AllowDegraded: true), task.Wish);
    }

    [Fact]
    public void ReadTask_BriefAlone_TakesTheDefaults()
    {
        var task = Reader.ReadTask(new V1.StreamScoreFitConfig { Brief = FitCase.Brief }).OrThrow();

        Assert.Same(FitModelCatalog.BuiltIn.Default, task.Brief.Model);
        Assert.Equal((false, 10_000), (task.WithComponents, task.MaxItems));
        Assert.Equal(new ReadWish(new ProfileOptions().MaxAge, AllowStale: false, AllowDegraded: false), task.Wish);
    }

    [Theory]
    [InlineData("no items", "items")]
    [InlineData("followers", "items.followers")]
    [InlineData("no brief", "brief")]
    [InlineData("bad age of ids", "readOptions.maxAge")]
    public void ReadTask_BatchAtFault_NamesTheField(string what, string field)
    {
        var request = new V1.BatchScoreFitRequest
        {
            Items = new() { Ids = new() },
            Brief = FitCase.Brief,
            ReadOptions = what == "bad age of ids" ? new() { MaxAge = new() { Nanos = -1 } } : null,
        };
        if (what == "no brief")
        {
            request.Brief = null;
        }

        if (what is "no items" or "followers")
        {
            request.Items = what == "followers" ? new() { Followers = new() } : new();
        }

        var refusal = Reader.ReadTask(request).Refusal!;

        Assert.Equal([field], Detail<BadRequest>(refusal).FieldViolations.Select(violation => violation.Field));
        Assert.Equal("INVALID_REQUEST", Detail<ErrorInfo>(refusal).Reason);
    }

    [Fact]
    public void ReadQuestion_GivenAndNamed_KeepOneOfTheTwo()
    {
        var given = Reader.ReadQuestion(new V1.ScoreFitRequest
        {
            Profile = FitCase.Small,
            Brief = FitCase.Brief,
            ReadOptions = new() { MaxAge = new() { Nanos = -1 } },
        }).OrThrow();
        var named = Reader.ReadQuestion(new V1.ScoreFitRequest { CreatorId = "c", Brief = FitCase.Brief, ReadOptions = new() { AllowStale = true } }).OrThrow();

        Assert.Equal(("small", null), (given.Profile?.CreatorId, given.CreatorId));
        Assert.Equal((null, "c", true), (named.Profile, named.CreatorId, named.Wish.AllowStale));
    }

    [Fact]
    public void ReadBrief_UnknownModel_LeavesOutWhatOnlyTheModelTells()
    {
        var brief = FitCase.Brief;
        brief.Cost.ClearReferenceCostPerEngagement();
        brief.Title = new string('x', 201);
        var faults = new FaultList();

        Assert.Null(Reader.ReadBrief("no-such", brief, "config", faults));
        Assert.Equal(["config.modelId", "config.brief.title"], faults.ToList().Select(fault => fault.Path));
    }

    [Fact]
    public void ReadBrief_KnownModelWithoutTheBenchmark_SaysSo()
    {
        var brief = FitCase.Brief;
        brief.Cost.ClearReferenceCostPerEngagement();
        var faults = new FaultList();

        Assert.Null(Reader.ReadBrief("", brief, "", faults));
        Assert.Equal(["brief.cost.referenceCostPerEngagement"], faults.ToList().Select(fault => fault.Path));
    }

    private static T Detail<T>(Google.Rpc.Status status)
        where T : class, IMessage, new() =>
        status.Details.Where(any => any.TypeUrl.EndsWith("/" + new T().Descriptor.FullName, StringComparison.Ordinal)).Select(any =>
        {
            var detail = new T();
            detail.MergeFrom(any.Value);
            return detail;
        }).Single();
}
