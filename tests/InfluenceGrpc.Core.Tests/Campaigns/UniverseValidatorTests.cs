using InfluenceGrpc.Core.Campaigns;
using InfluenceGrpc.Core.Campaigns.Drafts;
using InfluenceGrpc.Core.Faults;
using InfluenceGrpc.Core.Fit.Models;

namespace InfluenceGrpc.Core.Tests.Campaigns;

public sealed class UniverseValidatorTests
{
    public static TheoryData<string, UniverseDraft, string[]> Wrong => new()
    {
        { "nothing", new(), ["people Required"] },
        { "empty segments", new() { Segments = [] }, ["people Required"] },
        { "dimension alone", new() { Dimension = AudienceDimension.Ages }, ["people Required", "dimension NotAllowed"] },
        { "nobody", new() { People = 0 }, ["people OutOfRange"] },
        { "no number", new() { People = double.NaN }, ["people NotFinite"] },
        { "no dimension", new() { Segments = [new("NO", 1)] }, ["dimension Required"] },
        { "unknown dimension", new() { Dimension = (AudienceDimension)9, Segments = [new("NO", 1)] }, ["dimension UnknownValue"] },
        {
            "people and segments", new() { People = 0, Dimension = AudienceDimension.Countries, Segments = [new("NO", 1)] },
            ["people NotAllowed", "people OutOfRange"]
        },
        {
            "keys and people", Countries(("no", 1), (null, 1), ("", null), ("NO", 0.5), ("NO", double.PositiveInfinity), ("SE", -1)),
            [
                "segments[0].key UnknownValue", "segments[1].key Required", "segments[2].key Required", "segments[2].people Required",
                "segments[3].people OutOfRange", "segments[4].key Duplicate", "segments[4].people NotFinite", "segments[5].people OutOfRange",
            ]
        },
        {
            "all at once", new()
            {
                People = -1,
                Segments = [new("NO", 1e10), new("NO", 1)],
            },
            ["people NotAllowed", "people OutOfRange", "dimension Required", "segments[1].key Duplicate", "segments Sum"]
        },
        {
            "covered", Of(AudienceDimension.Interests, ("sport", 1), ("sport/running/trail", 1), ("sportswear", 1), ("food/vegan", 1), ("food", 1)),
            ["segments[1].key Overlap", "segments[3].key Overlap"]
        },
        { "covered tags", Of(AudienceDimension.Languages, ("PT", 1), ("pt-BR", 1), ("Pt-br", 1)), ["segments[2].key Duplicate", "segments[1].key Overlap", "segments[2].key Overlap"] },
        { "age", Of(AudienceDimension.Ages, ("18-24", 1)), ["segments[0].key UnknownValue"] },
        { "gender", Of(AudienceDimension.Genders, ("female", 1)), ["segments[0].key UnknownValue"] },
        { "region", Of(AudienceDimension.Regions, ("a\n", 1)), ["segments[0].key Malformed"] },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Validate_WrongDraft_NamesEveryFault(string name, UniverseDraft draft, string[] faults)
    {
        var read = UniverseValidator.Validate(draft);

        Assert.False(read.IsValid, name);
        Assert.Equal(faults, read.Faults.Select(fault => $"{fault.Path} {fault.Code}"));
    }

    [Theory]
    [InlineData(0.999999, false)]
    [InlineData(1, true)]
    [InlineData(1e10, true)]
    [InlineData(10_000_000_001, false)]
    public void Validate_PeopleAtTheirLimits_TakesThoseWithin(double people, bool isValid)
    {
        Assert.Equal(isValid, UniverseValidator.Validate(new() { People = people }).IsValid);
        Assert.Equal(isValid, UniverseValidator.Validate(Countries(("NO", people))).IsValid);
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(100, true)]
    [InlineData(101, false)]
    public void Validate_Segments_AreAtMostAHundred(int count, bool isValid)
    {
        var read = UniverseValidator.Validate(Of(AudienceDimension.Regions, [.. Enumerable.Range(0, count).Select(i => ((string?)$"r{i}", (double?)1))]));

        Assert.Equal(isValid, read.IsValid);
        Assert.Equal(isValid ? [] : [("segments", FaultCode.TooMany)], read.Faults.Select(fault => (fault.Path, fault.Code)));
    }

    [Theory]
    [InlineData(5e9, true)]
    [InlineData(5_000_000_001, false)]
    public void Validate_SegmentsTogether_AreAtMostTenBillion(double people, bool isValid)
    {
        var read = UniverseValidator.Validate(Countries(("NO", 5e9), ("SE", people)));

        Assert.Equal(isValid, read.IsValid);
        Assert.Equal(isValid ? [] : [("segments", FaultCode.Sum)], read.Faults.Select(fault => (fault.Path, fault.Code)));
    }

    [Fact]
    public void Validate_PeopleAlone_IsOneSegmentWithoutAKey()
    {
        var universe = UniverseValidator.Validate(new() { People = 2_000_000 }).Value!;

        Assert.Null(universe.Dimension);
        Assert.Equal(2_000_000, universe.People);
        Assert.Equal([new UniverseSegment("", 2_000_000)], universe.Segments);
    }

    [Fact]
    public void Validate_Segments_AreKeptInOrderAndSummedUp()
    {
        var universe = UniverseValidator.Validate(Of(AudienceDimension.Languages, ("pt-BR", 30), ("NB", 12))).Value!;

        Assert.Equal(AudienceDimension.Languages, universe.Dimension);
        Assert.Equal(42, universe.People);
        Assert.Equal([new UniverseSegment("pt-br", 30), new UniverseSegment("nb", 12)], universe.Segments);
    }

    [Fact]
    public void Validate_EveryAgeAndGender_IsAKey()
    {
        (string?, double?)[] ages =
        [
            ("AGE_BAND_13_17", 1), ("AGE_BAND_18_24", 1), ("AGE_BAND_25_34", 1), ("AGE_BAND_35_44", 1), ("AGE_BAND_45_54", 1),
            ("AGE_BAND_55_64", 1), ("AGE_BAND_65_PLUS", 1),
        ];

        Assert.Equal(7, UniverseValidator.Validate(Of(AudienceDimension.Ages, ages)).Value!.People);
        Assert.Equal(3, UniverseValidator.Validate(
            Of(AudienceDimension.Genders, ("GENDER_FEMALE", 1), ("GENDER_MALE", 1), ("GENDER_OTHER", 1))).Value!.People);
    }

    private static UniverseDraft Countries(params (string? Key, double? People)[] segments) => Of(AudienceDimension.Countries, segments);

    private static UniverseDraft Of(AudienceDimension dimension, params (string? Key, double? People)[] segments) =>
        new() { Dimension = dimension, Segments = [.. segments.Select(segment => new UniverseSegmentDraft(segment.Key, segment.People))] };
}
