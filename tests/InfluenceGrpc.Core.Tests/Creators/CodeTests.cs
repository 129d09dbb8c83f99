using InfluenceGrpc.Core.Creators;

namespace InfluenceGrpc.Core.Tests.Creators;

/// <summary>Country codes, language tags, topic paths and creator ids.</summary>
public sealed class CodeTests
{
    [Fact]
    public void CountryCode_AllPairsOfLetters_HoldTheAssigned249()
    {
        var letters = Enumerable.Range('A', 26).Select(c => (char)c).ToArray();
        Assert.Equal(249, letters.SelectMany(a => letters.Select(b => $"{a}{b}")).Count(CountryCode.IsValid));
    }

    [Theory]
    [InlineData("NO", true)]
    [InlineData("ZW", true)]
    [InlineData("no", false)]
    [InlineData("UK", false)]
    [InlineData("XX", false)]
    [InlineData("N", false)]
    [InlineData("NOR", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    [InlineData("ÅÅ", false)]
    public void CountryCode_IsValid_KnowsTheAssigned(string? code, bool expected) => Assert.Equal(expected, CountryCode.IsValid(code));

    [Theory]
    [InlineData("nb", true)]
    [InlineData("fil", true)]
    [InlineData("pt-BR", true)]
    [InlineData("zh-Hant-TW", true)]
    [InlineData("es-419", true)]
    [InlineData("zh-cmn-Hans-CN", true)]
    [InlineData("sl-rozaj-biske", true)]
    [InlineData("de-1996", true)]
    [InlineData("en-u-ca-gregory-x-mine", true)]
    [InlineData("norsk", true)] // five letters are reserved for registration, and so well-formed
    [InlineData("n", false)]
    [InlineData("x-mine", false)] // says nothing about the language
    [InlineData("en_US", false)]
    [InlineData("en-", false)]
    [InlineData("-en", false)]
    [InlineData("en--US", false)]
    [InlineData("en-US\n", false)]
    [InlineData("en-a", false)]
    [InlineData("12", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    [InlineData("en-aaaaaaaa-bbbbbbbb-cccccccc-ddddd", true)] // 35
    [InlineData("en-aaaaaaaa-bbbbbbbb-cccccccc-dddddd", false)] // 36
    public void LanguageTag_IsValid_ChecksTheShape(string? tag, bool expected) => Assert.Equal(expected, LanguageTag.IsValid(tag));

    [Theory]
    [InlineData("sport", true)]
    [InlineData("sport/running/trail", true)]
    [InlineData("food&drink/c++/web-3.0/a_b", true)]
    [InlineData("løping/日本", true)]
    [InlineData("a/b/c/d/e/f/g/h", true)]
    [InlineData("a/b/c/d/e/f/g/h/i", false)]
    [InlineData("Sport", false)]
    [InlineData("Ølbrygging", false)]
    [InlineData("sport//trail", false)]
    [InlineData("/sport", false)]
    [InlineData("sport/", false)]
    [InlineData("home decor", false)]
    [InlineData("a\u0000", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void TopicPath_IsValid_ChecksTheShape(string? path, bool expected) => Assert.Equal(expected, TopicPath.IsValid(path));

    [Fact]
    public void TopicPath_Length_IsLimitedInBytes()
    {
        Assert.True(TopicPath.IsValid(new string('å', 64)));
        Assert.False(TopicPath.IsValid(new string('å', 64) + "a"));
        Assert.False(TopicPath.IsValid("a\ud800"));
    }

    [Fact]
    public void CreatorId_Limits_AreBytes()
    {
        Assert.True(CreatorId.IsValid(new string('a', 128)));
        Assert.False(CreatorId.IsValid(new string('a', 129)));
        Assert.True(CreatorId.IsValid(string.Concat(Enumerable.Repeat("😀", 32))));
        Assert.False(CreatorId.IsValid(string.Concat(Enumerable.Repeat("😀", 33))));
        Assert.False(CreatorId.IsValid("a\u007f"));
        Assert.False(CreatorId.IsValid("a\u0085"));
        Assert.False(CreatorId.IsValid("\udc00a"));
        Assert.Null(CreatorId.Check("a", "x"));
        Assert.Equal("ids[3]", CreatorId.Check("", "ids[3]")!.Path);
    }

    [Fact]
    public void FollowerCount_Limit_IsInclusive()
    {
        Assert.True(FollowerCount.IsValid(10_000_000_000));
        Assert.False(FollowerCount.IsValid(10_000_000_001));
    }
}
