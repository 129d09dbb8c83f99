using System.Globalization;
using System.Text;
using InfluenceGrpc.Core.Creators;
using InfluenceGrpc.Core.Tiers;
using InfluenceGrpc.Core.Tiers.Relational;

namespace InfluenceGrpc.Core.Tests.Tiers;

public sealed class BuiltInTierSchemesTests
{
    public static TheoryData<string, ulong> EveryBound()
    {
        var data = new TheoryData<string, ulong>();
        foreach (var (scheme, bands) in ExpectedBands.ByScheme)
        {
            foreach (var (from, _) in bands.Where(band => band.From > 0))
            {
                data.Add(scheme, from - 1);
                data.Add(scheme, from);
                data.Add(scheme, from + 1);
            }

            data.Add(scheme, 0);
            data.Add(scheme, FollowerCount.Max);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(EveryBound))]
    public void Classify_AtAndAroundEveryBound_GivesThePublishedTier(string schemeId, ulong followers)
    {
        var scheme = Find(schemeId);
        var expected = ExpectedBands.At(schemeId, followers);
        var explained = TierClassifier.Classify(scheme, followers).Value!;
        Assert.Equal(expected, explained.Tier?.Id);
        Assert.Equal(expected is null, explained.Ordinal == 0);

        var ordinal = scheme.Bands!.Classify(followers);
        Assert.Equal(expected, ordinal == 0 ? null : scheme.Tiers[ordinal - 1].Id);
    }

    [Fact]
    public void ExpectedBands_AllFollowerSchemes_AreCovered() =>
        Assert.Equal(
            BuiltInTierSchemes.All.Where(scheme => scheme.Bands is not null).Select(scheme => scheme.Id).Order(StringComparer.Ordinal),
            ExpectedBands.ByScheme.Keys.Order(StringComparer.Ordinal));

    [Fact]
    public void Edges_OfEveryScheme_AreTheExpectedOnes()
    {
        foreach (var (id, bands) in ExpectedBands.ByScheme)
        {
            Assert.Equal(bands.Select(band => band.From).Where(from => from > 0), Find(id).Bands!.Edges.ToArray());
        }
    }

    [Fact]
    public void All_Order_IsSourceDocumentsThenIndustry()
    {
        string[] expected =
        [
            "harvard-media", "no-1k-10k", "nl-5k-100k", "fi-under-10k", "fi-1k-5k", "it-proximity",
            "iab-uk", "mediakix-2019", "hypeauditor-2019", "later-2021", "shopify-2023", "tagger", "lefty", "nielsen-2022", "duel", "klear",
        ];
        Assert.Equal(expected, BuiltInTierSchemes.All.Select(scheme => scheme.Id));
        Assert.Equal("harvard-media", BuiltInTierSchemes.Default.Id);
        Assert.All(BuiltInTierSchemes.All, scheme => Assert.True(scheme.BuiltIn));
    }

    [Theory]
    [InlineData("harvard-media", "nano:Nano micro:Micro mid-level:Mid macro:Macro mega:Mega all-star:Celebrity")]
    [InlineData("no-1k-10k", "micro:Micro established:Macro celebrity:Celebrity")]
    [InlineData("nl-5k-100k", "micro:Micro large:Macro")]
    [InlineData("fi-under-10k", "micro:Micro")]
    [InlineData("fi-1k-5k", "micro:Micro")]
    [InlineData("it-proximity", "outsider:Unspecified adjacent:Unspecified insider:Micro advocate:Micro")]
    [InlineData("iab-uk", "nano:Nano micro:Micro mid:Mid macro:Macro top:Mega vip:Celebrity")]
    [InlineData("mediakix-2019", "nano:Nano micro:Micro mid:Mid macro:Macro mega:Mega")]
    [InlineData("hypeauditor-2019", "nano:Nano micro:Micro mid:Mid macro:Macro mega:Mega")]
    [InlineData("later-2021", "nano:Nano micro:Micro mid:Mid macro:Macro mega:Mega")]
    [InlineData("shopify-2023", "nano:Nano micro:Micro mid:Mid macro:Macro mega:Mega")]
    [InlineData("tagger",
        "micro-3:Micro micro-2:Micro micro-1:Micro mid-3:Mid mid-2:Mid mid-1:Mid macro-3:Macro macro-2:Macro macro-1:Macro")]
    [InlineData("lefty", "micro:Micro mid:Mid macro:Macro mega:Mega")]
    [InlineData("nielsen-2022", "nano:Nano micro:Micro mid:Mid macro:Macro mega:Mega")]
    [InlineData("duel", "nano:Nano micro:Micro mid:Mid macro:Macro mega:Mega")]
    [InlineData("klear", "novice:Nano casual:Micro power:Macro celebrity:Celebrity")]
    public void Canonical_OfEveryTier_FollowsItsName(string scheme, string expected) =>
        Assert.Equal(expected, string.Join(' ', Find(scheme).Tiers.Select(tier => $"{tier.Id}:{tier.Canonical}")));

    [Fact]
    public void Golden_Bounds_HaveNotChangedUnderTheSameVersion()
    {
        var golden = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Tiers", "built-in-schemes.golden.txt"));
        var actual = Describe();
        Assert.True(golden == actual,
            "The built-in schemes differ from Tiers/built-in-schemes.golden.txt. What clients stored under a scheme's version must " +
            "stay true: bump the version of the changed scheme, then replace the file with:\n" + actual);
    }

    [Fact]
    public void Notes_OfSchemesThatDecide_SaySo()
    {
        Assert.Contains(Find("nielsen-2022").Notes, note => note.Contains("100,000", StringComparison.Ordinal) && note.Contains("inferred", StringComparison.Ordinal));
        Assert.Contains(Find("klear").Notes, note => note.Contains("the reference is ours", StringComparison.Ordinal));
        Assert.Contains(Find("harvard-media").Notes, note => note.Contains("50,000", StringComparison.Ordinal));
        string[] shared = ["mediakix-2019", "hypeauditor-2019", "later-2021", "shopify-2023", "tagger", "lefty", "nielsen-2022", "duel"];
        Assert.All(shared, id => Assert.Contains(Find(id).Notes, note => note.Contains("upper tier", StringComparison.Ordinal)));
        Assert.All(BuiltInTierSchemes.All, scheme => Assert.NotEmpty(scheme.Notes));
    }

    private static TierScheme Find(string id) => BuiltInTierSchemes.All.Single(scheme => scheme.Id == id);

    private static string Describe()
    {
        var text = new StringBuilder();
        foreach (var scheme in BuiltInTierSchemes.All)
        {
            text.Append(CultureInfo.InvariantCulture, $"{scheme.Id} v{scheme.Version} {scheme.Kind} {scheme.Platform}\n");
            foreach (var tier in scheme.Tiers)
            {
                var range = tier.LowerFollowers is { } lower
                    ? $"[{lower}, {tier.UpperFollowersExclusive?.ToString(CultureInfo.InvariantCulture) ?? "∞"})"
                    : $"proximity >= {tier.LowerProximity}";
                text.Append(CultureInfo.InvariantCulture, $"  {tier.Ordinal} {tier.Id} {tier.Canonical} {range}\n");
            }

            if (scheme.Relational is { } rule)
            {
                DescribeRule(rule, text);
            }
        }

        return text.ToString();
    }

    private static void DescribeRule(RelationalRule rule, StringBuilder text)
    {
        text.Append(CultureInfo.InvariantCulture, $"  halves {rule.DecisionMakerHalf} {rule.BrandHalf}\n")
            .Append(CultureInfo.InvariantCulture, $"  detractor {rule.DetractorSentiment} {rule.DetractorMinMentions}\n")
            .Append(CultureInfo.InvariantCulture, $"  neutrality {rule.NeutralityMinMentions}\n")
            .Append(CultureInfo.InvariantCulture, $"  weights {rule.Weights.Closeness} {rule.Weights.Influence} ")
            .Append(CultureInfo.InvariantCulture, $"{rule.Weights.Experience} {rule.Weights.Insider} {rule.Weights.Neutrality}\n")
            .Append(CultureInfo.InvariantCulture, $"  shrink {rule.Engagement.ShrinkPosts} {rule.Engagement.DefaultSamplePosts} ")
            .Append(CultureInfo.InvariantCulture, $"{rule.Engagement.RateFloor}\n");
        foreach (var curve in rule.Engagement.Curves)
        {
            var knots = curve.Knots.Select(knot =>
                string.Create(CultureInfo.InvariantCulture, $"{knot.Followers}:{knot.MedianRate}/{knot.LogSpread}"));
            text.Append(CultureInfo.InvariantCulture, $"  {curve.Platform} {curve.Basis} {string.Join(' ', knots)}\n");
        }
    }
}
