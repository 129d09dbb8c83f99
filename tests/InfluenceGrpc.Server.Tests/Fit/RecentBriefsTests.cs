using System.Text;
using System.Text.Json.Nodes;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using InfluenceGrpc.Core.Fit;
using InfluenceGrpc.Core.Fit.Models;
using InfluenceGrpc.Core.Fit.Scoring;
using InfluenceGrpc.Core.Tiers;
using InfluenceGrpc.Server.Contract;
using InfluenceGrpc.Server.Operations;
using V1 = Influence.V1;

namespace InfluenceGrpc.Server.Tests.Fit;

/// <summary>A brief that comes again is not read again, and nobody gets another's.</summary>
public sealed class RecentBriefsTests : IDisposable
{
    private readonly RecentBriefs recent = new();
    private readonly FitRequestReader reader;

    public RecentBriefsTests()
    {
        var readOptions = new ReadOptionsReader(new ProfileOptions());
        reader = new(
            FitModelCatalog.Create([Own("ours")]).Value!,
            new BriefReader(TierSchemeCatalog.BuiltIn),
            recent,
            new DeriveBriefReader(TierSchemeCatalog.BuiltIn, readOptions),
            readOptions,
            new LimitOptions());
    }

    public void Dispose() => recent.Dispose();

    [Fact]
    public void Brief_SentAgain_IsTheOneReadBefore() => Assert.Same(Read(FitCase.Brief), Read(FitCase.Brief));

    [Fact]
    public void Brief_ForAnotherModel_IsReadForIt()
    {
        string[] models = ["audience-fit-1", "ours", "audience-fit-1", "ours"];

        Assert.Equal(models, models.Select(model => Read(FitCase.Brief, model).Model.Id));
        Assert.NotSame(Read(FitCase.Brief, models[0]), Read(FitCase.Brief, models[1]));
    }

    // Messages of the contract are equal where one has 0 and the other nothing.
    [Fact]
    public void Brief_WithZeroWhereTheOtherHasNothing_IsAnother()
    {
        var without = new V1.Brief { Topics = { ["travel"] = 1 }, Weights = new() { Niche = 1 } };
        var with = new V1.Brief { Topics = { ["travel"] = 1 }, Weights = new() { Niche = 1, Credibility = 0 } };
        Assert.Equal(without, with);

        var (first, second) = (Read(without), Read(with));

        Assert.True(first.Brief.Weights[FitComponent.Credibility] > 0);
        Assert.Equal(0, second.Brief.Weights[FitComponent.Credibility]);
    }

    [Fact]
    public void Brief_OfAnyField_IsAnotherThanTheOneWithoutIt()
    {
        var whole = FitCase.Brief;
        (whole.Title, whole.Preset, whole.Weights, whole.MissingPolicy, whole.CampaignStart) =
            ("Shoes", V1.WeightPreset.Awareness, new() { Credibility = 0.3 }, V1.MissingPolicy.Exclude, new() { Seconds = 1 });
        var read = Read(whole);
        foreach (var field in V1.Brief.Descriptor.Fields.InDeclarationOrder())
        {
            var less = whole.Clone();
            field.Accessor.Clear(less);
            Assert.NotEqual(whole.ToByteArray(), less.ToByteArray());

            // Some are refused without the field, and none is taken for the whole.
            Assert.NotSame(read, Ask(less).Value?.Brief);
        }

        Assert.Same(read, Read(whole));
    }

    // What is not given and what is 0 are equal to the messages there, too.
    [Theory]
    [InlineData("weights")]
    [InlineData("constraints")]
    [InlineData("cost")]
    public void Brief_WithZeroAnywhereWhereTheOtherHasNothing_HasAnotherKey(string part)
    {
        var optional = 0;
        foreach (var field in V1.Brief.Descriptor.FindFieldByName(part).MessageType.Fields.InDeclarationOrder().Where(field => field.HasPresence && field.FieldType != FieldType.Message))
        {
            var (without, with) = (FitCase.Brief, FitCase.Brief);
            without.Weights ??= new();
            with.Weights ??= new();
            var fields = (IMessage)V1.Brief.Descriptor.FindFieldByName(part).Accessor.GetValue(with);
            field.Accessor.Clear((IMessage)V1.Brief.Descriptor.FindFieldByName(part).Accessor.GetValue(without));
            field.Accessor.SetValue(fields, field.FieldType == FieldType.Double ? 0.0 : (object)0UL);
            Assert.Equal(without, with);

            Assert.NotEqual(
                RecentBriefs.KeyOf(without, FitModelCatalog.BuiltIn.Default)!, RecentBriefs.KeyOf(with, FitModelCatalog.BuiltIn.Default)!);
            optional++;
        }

        Assert.InRange(optional, 2, 100);
    }

    [Fact]
    public void Brief_AtFault_IsToldEveryTime()
    {
        var request = new V1.ScoreFitRequest { CreatorId = "a", Brief = new() { Topics = { ["travel"] = 2 } } };
        var first = reader.ReadQuestion(request).Refusal;

        Assert.NotNull(first);
        Assert.Equal(first, reader.ReadQuestion(request).Refusal);
    }

    // Whoever changes its request after the call, within one process, changes no brief that is kept.
    [Fact]
    public void Brief_ChangedAfterwards_IsAnother()
    {
        var sent = FitCase.Brief;
        var before = Read(sent);

        sent.Title = "another";

        Assert.NotSame(before, Read(sent));
        Assert.Equal("another", Read(sent).Brief.Title);
        Assert.Same(before, Read(FitCase.Brief));
    }

    [Fact]
    public void Brief_OfThousandsOfCreators_IsNotKept()
    {
        var large = FitCase.Brief;
        large.Constraints.ExcludedCreatorIds.AddRange(Enumerable.Range(0, 1_000).Select(i => $"creator-{i}"));
        Assert.InRange(large.CalculateSize(), RecentBriefs.MaxBytes + 1, int.MaxValue);

        Assert.NotSame(Read(large), Read(large));
    }

    [Fact]
    public void Briefs_ManyMoreThanAreKept_GiveWayToNewOnesAndNotWhatIsAskedForAgain()
    {
        var hot = Read(FitCase.Brief);
        for (var i = 0; i < 5_000; i++)
        {
            Assert.Equal($"{i}", Read(Titled(i)).Brief.Title);
            Assert.Same(hot, Read(FitCase.Brief));
        }

        // Room is made on another thread.
        for (var i = 5_000; i < 5_100; i++)
        {
            var brief = Titled(i);
            Assert.True(SpinWait.SpinUntil(() => ReferenceEquals(Read(brief), Read(brief)), TimeSpan.FromSeconds(30)), "A new one is kept.");
        }

        Assert.Same(hot, Read(FitCase.Brief));
        Assert.InRange(recent.Count, 100, 1_500);
    }

    private static V1.Brief Titled(int number)
    {
        var brief = FitCase.Brief;
        brief.Title = $"{number}";
        return brief;
    }

    private CompiledBrief Read(V1.Brief brief, string modelId = "") => Ask(brief, modelId).OrThrow().Brief;

    private Reading<FitTask> Ask(V1.Brief brief, string modelId = "") =>
        reader.ReadTask(new V1.StreamScoreFitConfig { Brief = brief, ModelId = modelId });

    // The built-in one under another name.
    private static FitModel Own(string id)
    {
        using var stream = typeof(FitModel).Assembly.GetManifestResourceStream("FitModels/audience-fit-1.json")!;
        var json = JsonNode.Parse(stream)!;
        json["id"] = id;
        return FitModelJson.ReadAndValidate(Encoding.UTF8.GetBytes(json.ToJsonString())).Value!;
    }
}
