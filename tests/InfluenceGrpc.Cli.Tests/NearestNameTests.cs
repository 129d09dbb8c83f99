using InfluenceGrpc.Json;

namespace InfluenceGrpc.Cli.Tests;

/// <summary>Guesses of what a name was meant to be.</summary>
public sealed class NearestNameTests
{
    private static readonly string[] Known = ["topics", "relatedBrands", "MISSING_POLICY_NEUTRAL"];

    [Theory]
    [InlineData("topcs", "; did you mean topics?")]
    [InlineData("TOPICS", "; did you mean topics?")]
    [InlineData("relatedbrand", "; did you mean relatedBrands?")]
    [InlineData("neutral", "; did you mean MISSING_POLICY_NEUTRAL?")]
    [InlineData("audience", "")]
    [InlineData("", "")]
    public void Meant_AnyName_IsOneThatIsNear(string name, string meant) => Assert.Equal(meant, NearestName.Meant(name, Known));

    // Compared letter by letter with every name there is, it would take minutes.
    [Fact]
    public async Task Meant_NameOfMegabytes_IsNone()
    {
        var name = new string('a', 64 << 20);

        Assert.Equal("", await Task.Run(() => NearestName.Meant(name, Known)).WaitAsync(TimeSpan.FromSeconds(30)));
    }
}
