using Google.Protobuf;
using InfluenceGrpc.Core.Creators;
using InfluenceGrpc.Core.Fit;
using InfluenceGrpc.Core.Fit.Briefs;
using InfluenceGrpc.Core.Fit.Briefs.Drafts;
using InfluenceGrpc.Core.Tiers;
using InfluenceGrpc.Server.Contract;

namespace InfluenceGrpc.Server.Tests.Briefs;

public sealed class BriefWriterTests
{
    private static readonly BriefDraft Full = new()
    {
        Title = "Trail shoes",
        Topics = [new("sport/running", 1), new("food", 0.2)],
        Audience = new()
        {
            Countries = [new("NO", 1)],
            Regions = [new("NO-03", 0.9)],
            Languages = [new("nb", 0.8)],
            Interests = [new("sport", 0.7)],
            Ages = [(AgeBand.From25To34, 0.6)],
            Genders = [(Gender.Female, 0.5)],
        },
        Brand = "Fjell",
        Competitors = ["Zeta"],
        RelatedBrands = [new("Tursko", 0.4)],
        Cost = new() { Deliverable = Deliverable.ShortVideo, CurrencyCode = "NOK", ReferenceCostPerEngagement = 5, MaximumPrice = 8_000 },
        Size = new() { Followers = 8_000, LogSpread = 1.5 },
        Constraints = new()
        {
            Platforms = [Platform.TikTok],
            Tiers = new() { SchemeId = "no-1k-10k", Ordinals = [1, 2] },
            MinFollowers = 1_000,
            MaxFollowers = 50_000,
            MinAuthenticShare = 0.7,
            Languages = ["nn"],
            MinLanguageShare = 0.55,
            ExcludedCreatorIds = ["a"],
            PriceRequired = true,
            ToleratedSafetyFlags = [SafetyFlag.Arms],
            AllowUnknown = true,
        },
        Preset = WeightPreset.Conversion,
        Weights = new()
        {
            Niche = 0.91, Audience = 0.92, Engagement = 0.93, Credibility = 0.94, Affinity = 0.95, Proximity = 0.96, Responsiveness = 0.97, Cost = 0.98,
            Concentration = 0.99, Size = 0,
        },
        MissingPolicy = MissingPolicy.Pessimistic,
        CampaignStart = DateTimeOffset.UnixEpoch,
    };

    [Fact]
    public void Write_EverythingGiven_IsReadBackAsTheSameBrief()
    {
        var written = BriefWriter.Write(Full);

        var read = new BriefReader(TierSchemeCatalog.BuiltIn).Read(written, BriefModels.Plain);
        var direct = BriefValidator.Validate(Full, BriefModels.Plain, TierSchemeCatalog.BuiltIn);
        Assert.Empty(read.Faults);
        Assert.Equal(BriefEcho.Write(direct.Value!), BriefEcho.Write(read.Value!));
        Assert.Equal((Influence.V1.WeightPreset.Conversion, Influence.V1.MissingPolicy.Pessimistic), (written.Preset, written.MissingPolicy));
    }

    [Fact]
    public void Write_NothingGiven_IsEmpty() => Assert.Equal(0, BriefWriter.Write(new BriefDraft()).CalculateSize());

    [Fact]
    public void Write_EverythingGiven_LeavesNoFieldOut() => AssertFull(BriefWriter.Write(Full));

    private static void AssertFull(IMessage message)
    {
        foreach (var field in message.Descriptor.Fields.InDeclarationOrder())
        {
            var value = field.Accessor.GetValue(message);
            var isThere = field.IsRepeated ? ((System.Collections.ICollection)value).Count > 0
                : field.HasPresence ? field.Accessor.HasValue(message)
                : !Equals(value, field.FieldType == Google.Protobuf.Reflection.FieldType.String ? "" : Activator.CreateInstance(value.GetType()));
            Assert.True(isThere, field.FullName);
            if (value is IMessage inner and not Google.Protobuf.WellKnownTypes.Timestamp)
            {
                AssertFull(inner);
            }
        }
    }
}
