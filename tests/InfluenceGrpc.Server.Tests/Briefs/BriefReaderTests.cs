using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;
using InfluenceGrpc.Core.Faults;
using InfluenceGrpc.Core.Fit.Briefs;
using InfluenceGrpc.Core.Tiers;
using InfluenceGrpc.Server.Contract;
using V1 = Influence.V1;

namespace InfluenceGrpc.Server.Tests.Briefs;

public sealed class BriefReaderTests
{
    /// <summary>Every field set, to something else than its default and than the model's.</summary>
    private static readonly V1.Brief Full = new()
    {
        Title = "Trail shoes",
        Topics = { ["sport"] = 0.5, ["sport/running"] = 1 },
        Audience = new()
        {
            Countries = { ["NO"] = 1, ["SE"] = 0.25 },
            Regions = { ["NO-03"] = 0.75 },
            Languages = { ["nb"] = 1, ["pt-br"] = 0.125 },
            Interests = { ["food"] = 0.0625 },
            Ages = { new V1.AgeWeight { Band = V1.AgeBand._1824, Weight = 0.5 }, new V1.AgeWeight { Band = V1.AgeBand._65Plus, Weight = 1 } },
            Genders = { new V1.GenderWeight { Gender = V1.Gender.Female, Weight = 0.875 } },
        },
        Brand = "Fjell",
        Competitors = { "Alfa", "Zeta" },
        RelatedBrands = { ["Bekk"] = 0.5, ["Tursko"] = 1 },
        Cost = new() { Deliverable = V1.Deliverable.Story, CurrencyCode = "NOK", ReferenceCostPerEngagement = 5.5, MaximumPrice = 8_000.25 },
        Size = new() { Followers = 8_000.5, LogSpread = 1.5 },
        Constraints = new()
        {
            Platforms = { V1.Platform.Tiktok, V1.Platform.Instagram },
            Tiers = new() { SchemeId = "no-1k-10k", Ordinals = { 0, 2 } },
            MinFollowers = 900,
            MaxFollowers = 50_000,
            MinAuthenticShare = 0.7,
            Languages = { "nb", "nn" },
            MinLanguageShare = 0.6,
            ExcludedCreatorIds = { "a", "b" },
            PriceRequired = true,
            ToleratedSafetyFlags = { V1.SafetyFlag.Arms, V1.SafetyFlag.Misinformation },
            AllowUnknown = true,
        },
        Preset = V1.WeightPreset.Awareness,
        Weights = new()
        {
            Niche = 0.01,
            Audience = 0.02,
            Engagement = 0.03,
            Credibility = 0.04,
            Affinity = 0.05,
            Proximity = 0.06,
            Responsiveness = 0.07,
            Cost = 0.08,
            Concentration = 0.09,
            Size = 0.11,
        },
        MissingPolicy = V1.MissingPolicy.Exclude,
        CampaignStart = new Timestamp { Seconds = 1_900_000_000, Nanos = 500_000_000 },
    };

    private static readonly BriefReader Reader = new(TierSchemeCatalog.BuiltIn);

    public static TheoryData<string> FieldPaths => [.. Fields(V1.Brief.Descriptor, "")];

    [Fact]
    public void Read_EveryFieldSet_ReachesTheDomainUnchanged()
    {
        var expected = Full.Clone();
        expected.Preset = V1.WeightPreset.Unspecified;

        Assert.Equal(expected, BriefEcho.Write(Valid(Full)));
    }

    // A field that the contract gets later is in this list at once, and fails until somebody reads it.
    [Theory]
    [MemberData(nameof(FieldPaths))]
    public void Read_FieldSpoiled_ReadsDifferently(string path)
    {
        var spoiled = Full.Clone();
        Spoil(spoiled, path.Split('.'));

        Assert.NotEqual(Full, spoiled);
        Assert.NotEqual(Outcome(Full), Outcome(spoiled));
    }

    [Fact]
    public void Read_EmptyMessage_IsToldWhatABriefMayAskFor()
    {
        var fault = Assert.Single(Reader.Read(new V1.Brief(), BriefModels.Plain).Faults);

        Assert.Equal(("", FaultCode.Required), (fault.Path, fault.Code));
    }

    [Fact]
    public void Read_OptionalFieldsAbsent_AreNotZero()
    {
        var brief = new V1.Brief { Topics = { ["a"] = 1 }, Cost = new() { Deliverable = V1.Deliverable.Post, CurrencyCode = "NOK" }, Constraints = new() };

        var read = Valid(brief);

        Assert.Equal((null, null), (read.Cost!.ReferencePerEngagement, read.Cost.MaximumPrice));
        Assert.Equal((null, null), (read.Constraints.MinFollowers, read.Constraints.MaxFollowers));
        Assert.Equal((null, null), (read.Constraints.MinAuthenticShare, read.Constraints.MinLanguageShare));
        Assert.Null(read.CampaignStart);
    }

    [Fact]
    public void Read_OptionalFieldsZero_AreNotAbsent()
    {
        var brief = Full.Clone();
        brief.Cost.MaximumPrice = 0;
        brief.Constraints.MinFollowers = 0;
        brief.Constraints.MinAuthenticShare = 0;
        brief.Constraints.MinLanguageShare = 0;
        brief.Weights.Niche = 0;

        var read = Valid(brief);

        Assert.Equal(0, read.Cost!.MaximumPrice);
        Assert.Equal(0UL, read.Constraints.MinFollowers);
        Assert.Equal((0, 0), (read.Constraints.MinAuthenticShare, read.Constraints.MinLanguageShare));
        Assert.Equal(0, read.Weights[Core.Fit.FitComponent.Niche]);
    }

    [Theory]
    [InlineData(-62_135_596_801, 0)]
    [InlineData(253_402_300_800, 0)]
    [InlineData(0, -1)]
    [InlineData(0, 1_000_000_000)]
    public void Read_TimestampOutOfRange_IsAFaultBesideTheOthers(long seconds, int nanos)
    {
        var brief = Full.Clone();
        brief.CampaignStart = new Timestamp { Seconds = seconds, Nanos = nanos };
        brief.Preset = (V1.WeightPreset)9;

        var faults = Reader.Read(brief, BriefModels.Plain).Faults;

        Assert.Equal(
            [("campaignStart", FaultCode.OutOfRange), ("preset", FaultCode.UnknownValue)], faults.Select(fault => (fault.Path, fault.Code)));
    }

    [Theory]
    [InlineData(-62_135_596_800, 0)]
    [InlineData(253_402_300_799, 999_999_999)]
    public void Read_TimestampAtItsLimit_IsRead(long seconds, int nanos)
    {
        var brief = Full.Clone();
        brief.CampaignStart = new Timestamp { Seconds = seconds, Nanos = nanos };

        Assert.Equal(seconds, Valid(brief).CampaignStart!.Value.ToUnixTimeSeconds());
    }

    private static Brief Valid(V1.Brief brief)
    {
        var read = Reader.Read(brief, BriefModels.Plain);
        Assert.True(read.IsValid, string.Join("; ", read.Faults));
        return read.Value;
    }

    /// <summary>The brief as read, or its faults, as text.</summary>
    private static string Outcome(V1.Brief brief)
    {
        var read = Reader.Read(brief, BriefModels.Plain);
        return read.IsValid ? JsonFormatter.Default.Format(BriefEcho.Write(read.Value)) : string.Join('\n', read.Faults);
    }

    /// <summary>Every field of a message and of the messages in it: "audience.ages.weight".</summary>
    private static IEnumerable<string> Fields(MessageDescriptor message, string parent)
    {
        foreach (var field in message.Fields.InDeclarationOrder())
        {
            var path = parent + field.Name;
            yield return path;
            if (field is { FieldType: FieldType.Message, IsMap: false })
            {
                foreach (var inner in Fields(field.MessageType, path + "."))
                {
                    yield return inner;
                }
            }
        }
    }

    /// <summary>Takes a field away, of the first entry where it is in a list. An enum becomes one that nobody knows, since the
    /// preset shows only where weights are missing.</summary>
    private static void Spoil(IMessage message, string[] path)
    {
        var field = message.Descriptor.FindFieldByName(path[0]);
        if (path.Length > 1)
        {
            var value = field.Accessor.GetValue(message);
            Spoil((IMessage)(field.IsRepeated ? ((System.Collections.IList)value)[0]! : value), path[1..]);
        }
        else if (field is { FieldType: FieldType.Enum, IsRepeated: false })
        {
            field.Accessor.SetValue(message, System.Enum.ToObject(field.EnumType.ClrType, 99));
        }
        else
        {
            field.Accessor.Clear(message);
        }
    }
}
