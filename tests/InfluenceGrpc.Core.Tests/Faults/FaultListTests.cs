using InfluenceGrpc.Core.Faults;

namespace InfluenceGrpc.Core.Tests.Faults;

public sealed class FaultListTests
{
    [Fact]
    public void ToList_AtTheLimit_KeepsAll()
    {
        var faults = Filled(FaultList.MaxKept);
        Assert.Equal(FaultList.MaxKept, faults.ToList().Count);
        Assert.All(faults.ToList(), fault => Assert.Equal("x", fault.Path));
    }

    [Fact]
    public void ToList_OnePastTheLimit_SaysHowManyAreNotListed()
    {
        var list = Filled(FaultList.MaxKept + 1).ToList();
        Assert.Equal(FaultList.MaxKept + 1, list.Count);
        Assert.Equal(new Fault("", FaultCode.NotListed, "1 more faults are not listed."), list[^1]);
    }

    [Fact]
    public void Under_Parent_PrefixesThePath()
    {
        var fault = new Fault("audience.countries[\"XX\"]", FaultCode.UnknownValue, "is unknown.");
        Assert.Equal("profiles[3].audience.countries[\"XX\"]", fault.Under("profiles[3]").Path);
        Assert.Equal("profiles[3]", (fault with { Path = "" }).Under("profiles[3]").Path);
    }

    [Theory]
    [InlineData("plain", "\"plain\"")]
    [InlineData("a\"b\\c", "\"a\\\"b\\\\c\"")]
    [InlineData("line\nbreak", "\"line\\u000abreak\"")]
    [InlineData("😀", "\"😀\"")]
    public void Quote_CallersText_IsPrintable(string text, string expected) => Assert.Equal(expected, FaultPath.Quote(text));

    [Fact]
    public void Quote_HalfASurrogatePair_IsEscaped()
    {
        // Not an InlineData: half a pair does not survive the runner's UTF-8.
        Assert.Equal("\"\\ud800\"", FaultPath.Quote("\ud800"));
        Assert.Equal("\"\\udc00x\"", FaultPath.Quote("\udc00x"));
    }

    [Fact]
    public void Quote_LongText_IsShortened()
    {
        Assert.Equal(FaultPath.MaxQuoted + 3, FaultPath.Quote(new string('a', 1_000)).Length);
        Assert.Equal(FaultPath.MaxQuoted + 2, FaultPath.Quote(new string('a', FaultPath.MaxQuoted)).Length);
    }

    private static FaultList Filled(int count)
    {
        var faults = new FaultList();
        for (var i = 0; i < count; i++)
        {
            faults.Add("x", FaultCode.Malformed, "is wrong.");
        }

        return faults;
    }
}
