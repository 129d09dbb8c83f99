using InfluenceGrpc.Core.Creators;
using InfluenceGrpc.Core.Faults;
using InfluenceGrpc.Core.Fit.Briefs;
using InfluenceGrpc.Core.Fit.Briefs.Drafts;
using InfluenceGrpc.Core.Tiers;
using static InfluenceGrpc.Core.Tests.Fit.Briefs.TestBriefs;

namespace InfluenceGrpc.Core.Tests.Fit.Briefs;

/// <summary>Each limit of a brief, at it and one past it.</summary>
public sealed class BriefLimitsTests
{
    private static readonly string Bytes128 = new('æ', 64);

    private static readonly Dictionary<string, (BriefDraft At, BriefDraft Past, string Path, FaultCode Code)> Cases = new(StringComparer.Ordinal)
    {
        ["title"] = (Full with { Title = new('æ', 100) }, Full with { Title = new string('æ', 100) + "a" }, "title", FaultCode.TooLong),
        ["topics"] = (Full with { Topics = Many(200) }, Full with { Topics = Many(201) }, "topics", FaultCode.TooMany),
        ["topic weight"] =
            (Full with { Topics = Weights(("a", 1)) }, Full with { Topics = Weights(("a", Math.BitIncrement(1.0))) }, "topics[\"a\"]", FaultCode.OutOfRange),
        ["topic weight, lower"] =
            (Full with { Topics = Weights(("a", 0), ("b", double.Epsilon)) }, Full with { Topics = Weights(("a", -double.Epsilon), ("b", 1)) },
            "topics[\"a\"]", FaultCode.OutOfRange),
        ["countries"] =
            (Audience(a => a with { Countries = Countries(249) }), Audience(a => a with { Countries = Many(1_001) }), "audience.countries", FaultCode.TooMany),
        ["regions"] =
            (Audience(a => a with { Regions = Many(1_000) }), Audience(a => a with { Regions = Many(1_001) }), "audience.regions", FaultCode.TooMany),
        ["region"] =
            (Audience(a => a with { Regions = Weights((Bytes128, 1)) }), Audience(a => a with { Regions = Weights((new('a', 129), 1)) }),
            $"audience.regions[\"{new string('a', 64)}…\"]", FaultCode.TooLong),
        ["languages"] =
            (Audience(a => a with { Languages = Tags(1_000) }), Audience(a => a with { Languages = Tags(1_001) }), "audience.languages", FaultCode.TooMany),
        ["interests"] =
            (Audience(a => a with { Interests = Many(1_000) }), Audience(a => a with { Interests = Many(1_001) }), "audience.interests", FaultCode.TooMany),
        ["ages"] =
            (Audience(a => a with { Ages = [.. Enum.GetValues<AgeBand>().Skip(1).Select(band => (band, 1.0))] }),
            Audience(a => a with { Ages = [.. Enumerable.Repeat((AgeBand.From65, 1.0), 65)] }), "audience.ages", FaultCode.TooMany),
        ["genders"] =
            (Audience(a => a with { Genders = [(Gender.Female, 1), (Gender.Male, 1), (Gender.Other, 1)] }),
            Audience(a => a with { Genders = [.. Enumerable.Repeat((Gender.Male, 1.0), 65)] }), "audience.genders", FaultCode.TooMany),
        ["brand"] = (Full with { Brand = Bytes128 }, Full with { Brand = Bytes128 + "a" }, "brand", FaultCode.TooLong),
        ["competitors"] = (Full with { Competitors = Names(200) }, Full with { Competitors = Names(201) }, "competitors", FaultCode.TooMany),
        ["related brands"] = (Full with { RelatedBrands = Many(200) }, Full with { RelatedBrands = Many(201) }, "relatedBrands", FaultCode.TooMany),
        ["reference"] =
            (Cost(c => c with { ReferenceCostPerEngagement = double.Epsilon }), Cost(c => c with { ReferenceCostPerEngagement = 0 }),
            "cost.referenceCostPerEngagement", FaultCode.OutOfRange),
        ["maximum price"] =
            (Cost(c => c with { MaximumPrice = 0 }), Cost(c => c with { MaximumPrice = -double.Epsilon }), "cost.maximumPrice", FaultCode.OutOfRange),
        ["size, least"] = (Size(1, 1), Size(Math.BitDecrement(1.0), 1), "size.followers", FaultCode.OutOfRange),
        ["size, most"] = (Size(1e10, 1), Size(Math.BitIncrement(1e10), 1), "size.followers", FaultCode.OutOfRange),
        ["spread, least"] = (Size(10, 0.05), Size(10, Math.BitDecrement(0.05)), "size.logSpread", FaultCode.OutOfRange),
        ["spread, most"] = (Size(10, 10), Size(10, Math.BitIncrement(10.0)), "size.logSpread", FaultCode.OutOfRange),
        ["platforms"] =
            (Constraints(c => c with { Platforms = [.. Enum.GetValues<Platform>().Skip(1)] }),
            Constraints(c => c with { Platforms = [.. Enumerable.Repeat(Platform.X, 65)] }), "constraints.platforms", FaultCode.TooMany),
        ["ordinals"] =
            (WithTiers("no-1k-10k", [0, 1, 2, 3]), WithTiers("no-1k-10k", [.. Enumerable.Repeat(1u, 66)]), "constraints.tiers.ordinals", FaultCode.TooMany),
        ["ordinal"] = (WithTiers("no-1k-10k", [3]), WithTiers("no-1k-10k", [4]), "constraints.tiers.ordinals[0]", FaultCode.UnknownValue),
        ["tier below the minimum"] =
            (WithTiers("no-1k-10k", [1], min: 10_000), WithTiers("no-1k-10k", [1], min: 10_001), "constraints.tiers.ordinals", FaultCode.OutOfRange),
        ["tier above the maximum"] =
            (WithTiers("no-1k-10k", [3], max: 1_000_000), WithTiers("no-1k-10k", [3], max: 999_999), "constraints.tiers.ordinals", FaultCode.OutOfRange),
        ["followers, least"] =
            (Constraints(c => c with { MinFollowers = 50_000 }), Constraints(c => c with { MinFollowers = 50_001 }), "constraints.maxFollowers", FaultCode.OutOfRange),
        ["followers, most"] =
            (Constraints(c => c with { MaxFollowers = FollowerCount.Max }), Constraints(c => c with { MaxFollowers = FollowerCount.Max + 1 }),
            "constraints.maxFollowers", FaultCode.OutOfRange),
        ["authentic share"] =
            (Constraints(c => c with { MinAuthenticShare = 1 }), Constraints(c => c with { MinAuthenticShare = Math.BitIncrement(1.0) }),
            "constraints.minAuthenticShare", FaultCode.OutOfRange),
        ["language share"] =
            (Constraints(c => c with { MinLanguageShare = 0 }), Constraints(c => c with { MinLanguageShare = -double.Epsilon }),
            "constraints.minLanguageShare", FaultCode.OutOfRange),
        ["constraint languages"] =
            (Constraints(c => c with { Languages = [.. Tags(100).Select(tag => tag.Key)] }),
            Constraints(c => c with { Languages = [.. Tags(101).Select(tag => tag.Key)] }), "constraints.languages", FaultCode.TooMany),
        ["excluded creators"] =
            (Constraints(c => c with { ExcludedCreatorIds = Names(10_000) }), Constraints(c => c with { ExcludedCreatorIds = Names(10_001) }),
            "constraints.excludedCreatorIds", FaultCode.TooMany),
        ["excluded id"] =
            (Constraints(c => c with { ExcludedCreatorIds = [Bytes128] }), Constraints(c => c with { ExcludedCreatorIds = [Bytes128 + "a"] }),
            "constraints.excludedCreatorIds[0]", FaultCode.TooLong),
        ["tolerated flags"] =
            (Constraints(c => c with { ToleratedSafetyFlags = [.. Enum.GetValues<SafetyFlag>().Skip(1)] }),
            Constraints(c => c with { ToleratedSafetyFlags = [.. Enumerable.Repeat(SafetyFlag.Arms, 65)] }),
            "constraints.toleratedSafetyFlags", FaultCode.TooMany),
        ["weight"] =
            (Full with { Weights = new() { Niche = 1 } }, Full with { Weights = new() { Niche = Math.BitIncrement(1.0) } }, "weights.niche", FaultCode.OutOfRange),
        ["weight not asked for"] =
            (Topics with { Weights = new() { Size = 0 } }, Topics with { Weights = new() { Size = double.Epsilon } }, "weights.size", FaultCode.NotAllowed),
    };

    public static TheoryData<string> CaseNames() => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(CaseNames))]
    public void Validate_AtALimit_IsAccepted(string name) => Assert.Empty(Check(Cases[name].At).Faults);

    [Theory]
    [MemberData(nameof(CaseNames))]
    public void Validate_OnePastALimit_IsRefusedAtItsPath(string name)
    {
        var (_, past, path, code) = Cases[name];

        Assert.Equal([(path, code)], Check(past).Faults.Select(fault => (fault.Path, fault.Code)));
    }

    [Fact]
    public void MaxEnumEntries_HoldsEveryValueOfEveryEnum() =>
        Assert.All(
            [typeof(AgeBand), typeof(Gender), typeof(Platform), typeof(SafetyFlag)],
            type => Assert.InRange(Enum.GetValues(type).Length, 1, BriefLimits.MaxEnumEntries));

    // Ordinal 0 of a scheme for one platform takes in everybody elsewhere, and a relational scheme goes by more than size.
    [Theory]
    [InlineData("klear", 0u, Platform.TikTok)]
    [InlineData("klear", 0u, Platform.Unspecified)]
    [InlineData("klear", 3u, Platform.Instagram)]
    [InlineData("it-proximity", 0u, Platform.Unspecified)]
    [InlineData("no-1k-10k", 0u, Platform.Unspecified)]
    public void Validate_TiersThatSomebodyMayHave_AreAccepted(string scheme, uint ordinal, Platform platform) =>
        Assert.Empty(Check(WithTiers(scheme, [ordinal], null, null, platform == Platform.Unspecified ? [] : [platform])).Faults);

    [Fact]
    public void Validate_TierInTheMiddleOfTheAllowedSizes_IsAccepted() =>
        Assert.Empty(Check(WithTiers("no-1k-10k", [2], 5, 5_000_000)).Faults);

    [Fact]
    public void TierLimits_HoldTheOrdinalsOfEveryScheme() =>
        Assert.All(BuiltInTierSchemes.All, scheme => Assert.Empty(
            Check(WithTiers(scheme.Id, [.. Enumerable.Range(0, scheme.Tiers.Count + 1).Select(ordinal => (uint)ordinal)])).Faults));

    private static KeyValuePair<string, double>[] Countries(int count)
    {
        var letters = Enumerable.Range('A', 26).Select(letter => (char)letter).ToArray();
        var codes = letters.SelectMany(first => letters.Select(second => $"{first}{second}")).Where(CountryCode.IsValid).ToArray();
        Assert.Equal(count, codes.Length);
        return [.. codes.Select(code => KeyValuePair.Create(code, 1.0))];
    }

    private static KeyValuePair<string, double>[] Tags(int count) =>
        [.. Enumerable.Range(0, count).Select(i => KeyValuePair.Create($"nb-x-{i}", 1.0))];

    private static string[] Names(int count) => [.. Enumerable.Range(0, count).Select(i => $"n{i}")];
}
