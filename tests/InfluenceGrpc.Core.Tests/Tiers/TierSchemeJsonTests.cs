using System.Text;
using InfluenceGrpc.Core.Creators;
using InfluenceGrpc.Core.Faults;
using InfluenceGrpc.Core.Json;
using InfluenceGrpc.Core.Tiers;

namespace InfluenceGrpc.Core.Tests.Tiers;

public sealed class TierSchemeJsonTests
{
    private const string Good = """
        {
          "id": "mine", "version": 3, "title": "Mine", "source": { "document": "Us", "uri": "https://example.org", "year": 2024, "language": "en" },
          "platform": "PLATFORM_TIKTOK", "kind": "TIER_SCHEME_KIND_FOLLOWERS",
          "tiers": [
            { "id": "small", "label": "Small", "canonical": "CANONICAL_TIER_NANO", "lowerFollowers": "0", "upperFollowers": 999, "ordinal": 1 },
            { "id": "big", "label": "Big", "canonical": 5, "lowerFollowers": 1e3 }
          ],
          "notes": ["One.", "Two."], "reference": null
        }
        """;

    [Fact]
    public void Accepts_EverySpellingOfTheMapping()
    {
        var scheme = TierSchemeJson.ReadAndValidate(Bytes(Good)).Value!;
        Assert.Equal(("mine", 3u, "Mine", Platform.TikTok), (scheme.Id, scheme.Version, scheme.Title, scheme.Platform));
        Assert.Equal(new TierSchemeSource("Us", "https://example.org", 2024, "en"), scheme.Source);
        Assert.Equal(["One.", "Two."], scheme.Notes);
        Assert.Equal([0UL, 1_000UL], scheme.Tiers.Select(tier => tier.LowerFollowers));
        Assert.Equal(999UL, scheme.Tiers[0].UpperFollowers);
        Assert.Equal([CanonicalTier.Nano, CanonicalTier.Mega], scheme.Tiers.Select(tier => tier.Canonical));
    }

    [Fact]
    public void Accepts_ProtoFieldNamesAndByteOrderMark()
    {
        var snake = Good.Replace("lowerFollowers", "lower_followers", StringComparison.Ordinal);
        Assert.Empty(TierSchemeJson.ReadAndValidate(Bytes("\uFEFF" + snake)).Faults);
    }

    [Fact]
    public void Read_ManyFaultsInForm_ReportsAll()
    {
        var faults = TierSchemeJson.Read(Bytes("""
            {
              "id": 5, "version": -1, "titel": "x", "platform": "PLATFORM_MYSPACE", "kind": true, "id": "again",
              "tiers": [ { "lowerFollowers": "many", "canonical": "NANO" }, 7, { "lowerShare": {}, "a b": 1 } ],
              "notes": ["fine", 8], "source": [], "builtIn": "yes", "reference": { "quantiles": "none", "size": 1.5 }
            }
            """)).Faults;
        Assert.Equal(
            [
                ("id", FaultCode.Duplicate),
                ("id", FaultCode.WrongType),
                ("version", FaultCode.WrongType),
                ("source", FaultCode.WrongType),
                ("platform", FaultCode.UnknownValue),
                ("kind", FaultCode.WrongType),
                ("tiers[0].canonical", FaultCode.UnknownValue),
                ("tiers[0].lowerFollowers", FaultCode.WrongType),
                ("tiers[1]", FaultCode.WrongType),
                ("tiers[2].lowerShare", FaultCode.WrongType),
                ("tiers[2][\"a b\"]", FaultCode.UnknownField),
                ("notes[1]", FaultCode.WrongType),
                ("reference.size", FaultCode.WrongType),
                ("reference.quantiles", FaultCode.WrongType),
                ("builtIn", FaultCode.WrongType),
                ("titel", FaultCode.UnknownField),
            ],
            faults.Select(fault => (fault.Path, fault.Code)));
        Assert.Contains("CANONICAL_TIER_NANO", faults.Single(fault => fault.Path == "tiers[0].canonical").Message, StringComparison.Ordinal);
        Assert.Contains("title", faults[^1].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ReadAndValidate_FaultsInFormAndContent_ReportsEachOnce()
    {
        var faults = TierSchemeJson.ReadAndValidate(Bytes("""
            {
              "id": "mine", "version": "x", "source": { "document": "Us" }, "kind": "TIER_SCHEME_KIND_FOLLOWERS",
              "tiers": [ { "id": "a", "label": "A", "lowerFollowers": 5 }, { "id": "b", "label": "B", "lowerFollowers": 5 } ]
            }
            """)).Faults;
        Assert.Equal(
            [("version", FaultCode.WrongType), ("title", FaultCode.Required), ("tiers[1].lowerFollowers", FaultCode.NotIncreasing)],
            faults.Select(fault => (fault.Path, fault.Code)));
    }

    [Fact]
    public void Rejects_Syntax_WithTheLine()
    {
        var fault = Assert.Single(TierSchemeJson.Read(Bytes("{\n  \"id\": \"a\",\n  \"version\" 1\n}")).Faults);
        Assert.Equal(FaultCode.Syntax, fault.Code);
        Assert.StartsWith("line 3, byte 13: ", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("LineNumber", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", FaultCode.Syntax)]
    [InlineData("[]", FaultCode.WrongType)]
    [InlineData("null", FaultCode.WrongType)]
    [InlineData("{} {}", FaultCode.Syntax)]
    [InlineData("{\"id\": \"a\",}", FaultCode.Syntax)]
    [InlineData("{ // comment\n }", FaultCode.Syntax)]
    [InlineData("{\"id\": \"\\ud800\"}", FaultCode.WrongType)]
    [InlineData("{\"\\ud800\": 1}", FaultCode.Malformed)]
    [InlineData("{\"version\": 4294967296}", FaultCode.WrongType)]
    [InlineData("{\"version\": 1e400}", FaultCode.WrongType)]
    [InlineData("{\"id\": null, \"id\": null}", FaultCode.Duplicate)]
    [InlineData("{\"builtIn\": true, \"built_in\": true}", FaultCode.Duplicate)]
    public void Rejects_Form_WithoutAnException(string json, FaultCode expected) =>
        Assert.Contains(TierSchemeJson.Read(Bytes(json)).Faults, fault => fault.Code == expected);

    [Fact]
    public void Rejects_DeepNesting() =>
        Assert.Equal(FaultCode.Syntax, Assert.Single(TierSchemeJson.Read(Bytes(new string('[', 100_000))).Faults).Code);

    [Fact]
    public void Rejects_NotUtf8() =>
        Assert.Equal(FaultCode.Syntax, Assert.Single(TierSchemeJson.Read("{\"id\": \"\xff\"}"u8.ToArray().Select((b, i) => i == 8 ? (byte)0xFF : b).ToArray()).Faults).Code);

    [Fact]
    public void Rejects_FileOnePastTheLimit()
    {
        var file = Bytes(Good.PadRight(StrictJson.MaxBytes));
        Assert.True(TierSchemeJson.Read(file).IsValid);
        Assert.Equal(FaultCode.TooLong, Assert.Single(TierSchemeJson.Read(Bytes(Good.PadRight(StrictJson.MaxBytes + 1))).Faults).Code);
    }

    [Fact]
    public void Rejects_BuiltInClaimOfAFile() =>
        Assert.Equal("builtIn", Assert.Single(TierSchemeJson.ReadAndValidate(Bytes(Good.Replace("\"notes\"", "\"builtIn\": true, \"notes\"", StringComparison.Ordinal))).Faults).Path);

    [Fact]
    public void Read_NotANumberAsText_IsLeftToTheValidator()
    {
        var percentile = """
            { "id": "p", "version": 1, "title": "P", "source": { "document": "x" }, "kind": "TIER_SCHEME_KIND_PERCENTILE",
              "tiers": [ { "id": "a", "label": "A", "lowerShare": "NaN" } ],
              "reference": { "description": "x", "size": "5", "quantiles": [ { "followers": "1" }, { "share": "0.5", "followers": "2" } ] } }
            """;
        var fault = Assert.Single(TierSchemeJson.ReadAndValidate(Bytes(percentile)).Faults);
        Assert.Equal(("tiers[0].lowerShare", FaultCode.NotFinite), (fault.Path, fault.Code));
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
