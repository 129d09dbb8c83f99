using InfluenceGrpc.Cli.Input;

namespace InfluenceGrpc.Cli.Tests.Input;

public class ColumnFinderTests
{
    private static readonly Dictionary<ColumnField, string> NoMapping = [];

    [Theory]
    [InlineData("followers")]
    [InlineData("Followers")]
    [InlineData("FOLLOWERS")]
    [InlineData("Followers\n")]
    [InlineData("follower_count")]
    [InlineData("followerCount")]
    [InlineData("followers_count")]
    [InlineData("Follower Count")]
    [InlineData("# of followers")]
    [InlineData("# Followers")]
    [InlineData("No. of followers")]
    [InlineData("No of Followers")]
    [InlineData("Number of Followers")]
    [InlineData("Followers (M)")]
    [InlineData("Followers in millions")]
    [InlineData("Total Followers")]
    [InlineData("subscribers")]
    [InlineData("Subscribers count")]
    [InlineData("subscriberCount")]
    [InlineData("Subscribers (millions)")]
    [InlineData("fans")]
    [InlineData("Fan count")]
    [InlineData("audience")]
    [InlineData("Audience size")]
    [InlineData("Instagram followers")]
    [InlineData("followers_2023")]
    [InlineData("edge_followed_by.count")]
    public void Find_UsualFollowerName_IsFound(string header) =>
        Assert.Equal(1, ColumnFinder.Find(["name", header, "posts"], NoMapping).Followers);

    [Theory]
    [InlineData("followers", 0)]
    [InlineData("Followers (M)", 6)]
    [InlineData("Followers (in millions)", 6)]
    [InlineData("Followers [mn]", 6)]
    [InlineData("followers in thousands", 3)]
    [InlineData("Followers (K)", 3)]
    [InlineData("Subscribers (B)", 9)]
    public void Find_HeaderWithUnit_TellsTheUnit(string header, int unit) =>
        Assert.Equal((FollowerUnit)unit, ColumnFinder.Find([header], NoMapping).Unit);

    [Fact]
    public void Find_ExactBesideContained_TakesTheExact() =>
        Assert.Equal(2, ColumnFinder.Find(["Instagram followers", "fake followers", "followers"], NoMapping).Followers);

    [Theory]
    [InlineData("followers growth")]
    [InlineData("Fake followers %")]
    [InlineData("% followers")]
    [InlineData("likes per follower")]
    [InlineData("avgFollowerAge")]
    [InlineData("following")]
    [InlineData("follower_tier")]
    [InlineData("Audience country(mostly)")]
    public void Find_NameThatIsNoCount_IsNotTaken(string header)
    {
        var fault = Assert.Throws<InputException>(() => ColumnFinder.Find(["name", header], NoMapping));

        Assert.Contains("'name', '" + header, fault.Message, StringComparison.Ordinal);
        Assert.Contains("--map followers=", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("followers", "subscribers")]
    [InlineData("Instagram followers", "TikTok followers")]
    public void Find_SeveralThatFit_AsksWhich(string first, string second)
    {
        var fault = Assert.Throws<InputException>(() => ColumnFinder.Find(["name", first, second], NoMapping));

        Assert.Contains($"'{first}', '{second}'", fault.Message, StringComparison.Ordinal);
        Assert.Contains("--map followers=COLUMN", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Find_SameHeaderTwice_AsksForTheNumber()
    {
        var fault = Assert.Throws<InputException>(() => ColumnFinder.Find(["followers", "name", "followers"], NoMapping));
        Assert.Contains("#1", fault.Message, StringComparison.Ordinal);

        var mapped = ColumnFinder.Find(["followers", "name", "followers"], new Dictionary<ColumnField, string> { [ColumnField.Followers] = "#3" });
        Assert.Equal(2, mapped.Followers);
    }

    [Fact]
    public void Find_MappedName_GoesBeforeTheGuess()
    {
        var mapping = new Dictionary<ColumnField, string> { [ColumnField.Followers] = "reach total", [ColumnField.Platform] = "Where" };

        var columns = ColumnFinder.Find(["followers", "Reach_Total", "where"], mapping);

        Assert.Equal(1, columns.Followers);
        Assert.Equal(2, columns.Platform);
    }

    [Fact]
    public void Find_MappedNameThatIsNotThere_ListsTheColumns()
    {
        var mapping = new Dictionary<ColumnField, string> { [ColumnField.Followers] = "reach" };

        var fault = Assert.Throws<InputException>(() => ColumnFinder.Find(["followers", "posts"], mapping));

        Assert.Equal("There is no column 'reach'. The columns are: 'followers', 'posts'.", fault.Message);
    }

    [Theory]
    [InlineData("creator_id")]
    [InlineData("id")]
    [InlineData("username")]
    [InlineData("User")]
    [InlineData("handle")]
    [InlineData("account")]
    [InlineData("name")]
    [InlineData("channel")]
    [InlineData("Influencer insta name")]
    [InlineData("Youtube channel")]
    public void Find_UsualIdName_IsFound(string header) => Assert.Equal(0, ColumnFinder.Find([header, "followers"], NoMapping).Id);

    [Theory]
    [InlineData("platform")]
    [InlineData("Network")]
    [InlineData("channel type")]
    public void Find_UsualPlatformName_IsFound(string header) => Assert.Equal(1, ColumnFinder.Find(["followers", header], NoMapping).Platform);
}
