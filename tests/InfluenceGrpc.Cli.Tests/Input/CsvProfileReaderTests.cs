using System.Text;
using Google.Protobuf.WellKnownTypes;
using Influence.V1;
using InfluenceGrpc.Cli.Input;

namespace InfluenceGrpc.Cli.Tests.Input;

/// <summary>Columns of a file that become facts of a profile, and cells that do not.</summary>
public class CsvProfileReaderTests
{
    [Theory]
    [InlineData("id,followers,niche,category", "a,1,food,travel", "travel")]
    [InlineData("id,followers,topic,vertical", "a,1,food,travel", "travel")]
    [InlineData("id,followers,category,topics", "a,1,food,travel:1", "travel")]
    [InlineData("id,followers,Topic", "a,1,Food", "food")]
    public async Task Read_ColumnsOfOneTopic_TheLikeliestCountsWhereThereAreNoTopics(string header, string row, string topic)
    {
        var (profile, fault) = await OneAsync(header, row);

        Assert.Null(fault);
        Assert.Equal(new CreatorProfile { CreatorId = "a", Followers = 1, Topics = { [topic] = 1 } }, profile);
    }

    [Fact]
    public async Task Read_EveryColumn_BecomesItsFact()
    {
        var (profile, fault) = await OneAsync(
            "Creator ID,Followers,Platform,Version,observed_at,Avg Likes,avg_comments,averageShares,views per post,Average Reach,Engagement Rate,Engagement Basis,Sample Posts,Topics,Audience Countries,languages",
            "c-1,12.5k,TikTok,17,2026-01-31T12:30:00Z,\"1,234.5\",12.345,0,3.2M,1.5k,3.5%,views,20,sport/running:0.6|food:40%,NO:0.5|DK:0.2,nb:0.7");

        Assert.Null(fault);
        Assert.Equal(
            new CreatorProfile
            {
                CreatorId = "c-1",
                Followers = 12_500,
                Platform = Platform.Tiktok,
                Version = 17,
                ObservedAt = Timestamp.FromDateTime(new DateTime(2026, 1, 31, 12, 30, 0, DateTimeKind.Utc)),
                Engagement = new Engagement
                {
                    AverageLikes = 1234.5,
                    AverageComments = 12.345,
                    AverageShares = 0,
                    AverageViews = 3_200_000,
                    AverageReach = 1_500,
                    Rate = 0.035,
                    Basis = EngagementBasis.Views,
                    SamplePosts = 20,
                },
                Topics = { ["sport/running"] = 0.6f, ["food"] = 0.4f },
                Audience = new Audience { Countries = { ["NO"] = 0.5f, ["DK"] = 0.2f }, Languages = { ["nb"] = 0.7f } },
            },
            profile);
    }

    // Missing is never zero: no such cell leaves so much as an empty message behind.
    [Theory]
    [InlineData("")]
    [InlineData("N/A")]
    [InlineData("-")]
    [InlineData("#N/A")]
    public async Task Read_CellsThatSayNothing_LeaveTheFactOut(string cell)
    {
        var (profile, fault) = await OneAsync(
            "id,followers,platform,version,observed_at,avg_likes,avg_comments,avg_shares,avg_views,avg_reach,engagement_rate,engagement_basis,sample_posts,topics,countries,languages,sponsored_share,prices",
            "a," + string.Join(',', Enumerable.Repeat(cell, 17)));

        Assert.Null(fault);
        Assert.Equal(new CreatorProfile { CreatorId = "a" }, profile);
    }

    // Tried again from every blank on, it would take longer than a regular expression may.
    [Fact]
    public async Task Read_PriceOfManyBlanks_SaysWhy()
    {
        var (profile, fault) = await OneAsync("id,followers,prices", $"a,1,post{new string(' ', 500_000)}1 NOK");

        Assert.Null(profile);
        Assert.Contains("is not DELIVERABLE:AMOUNT CURRENCY", fault, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("version", "1.5", "is not a version")]
    [InlineData("version", "-1", "is not a version")]
    [InlineData("version", "18446744073709551616", "is not a version")]
    [InlineData("observed_at", "31.01.2026", "is not a time")]
    [InlineData("observed_at", "2026-02-30", "is not a time")]
    [InlineData("avg_likes", "12,5", "is not a number of at least 0")]
    [InlineData("avg_comments", "-3", "is not a number of at least 0")]
    [InlineData("avg_shares", "many", "is not a number of at least 0")]
    [InlineData("avg_views", "1e999", "is not a number of at least 0")]
    [InlineData("avg_reach", "-1", "is not a number of at least 0")]
    [InlineData("engagement_rate", "3.5", "is above 1: write 3.5% or 0.035")]
    [InlineData("engagement_rate", "-1%", "is not a share")]
    [InlineData("sample_posts", "2.5", "is not a number of posts")]
    [InlineData("sponsored_share", "8", "is above 1")]
    [InlineData("prices", "post:60.000 NOK", "'post:60.000 NOK': 60.000 can be 60 or 60,000: write 60000 or 60.00")]
    [InlineData("prices", "post:1.234.567 NOK", "is not DELIVERABLE:AMOUNT CURRENCY")]
    [InlineData("prices", "12000", "is not DELIVERABLE:AMOUNT CURRENCY, such as post:12000 NOK")]
    [InlineData("prices", "post:12000", "is not DELIVERABLE:AMOUNT CURRENCY")]
    [InlineData("prices", "post:-1 NOK", "is not DELIVERABLE:AMOUNT CURRENCY")]
    [InlineData("prices", "post:12000 nok", "is not DELIVERABLE:AMOUNT CURRENCY")]
    [InlineData("prices", "poster:12000 NOK", "'poster' is not a deliverable: post, story")]
    [InlineData("prices", "post:1 NOK|post:2 NOK", "is a second price for the same in the same currency")]
    [InlineData("prices", "post:0.0000000001 NOK", "has more than nine decimals")]
    [InlineData("prices", "post:1000000000000001 NOK", "is too large")]
    [InlineData("topics", "sport", "is not NAME:SHARE")]
    [InlineData("topics", "sport:x", "is not a share")]
    [InlineData("topics", "sport:0.5|sport:0.1", "is listed twice")]
    [InlineData("countries", ":0.5", "is not NAME:SHARE")]
    [InlineData("countries", "NO:50", "is above 1")]
    [InlineData("languages", "nb:0.5|nb:0.5", "is listed twice")]
    [InlineData("followers", "abc", "'abc' is not a follower count")]
    public async Task Read_BadCell_SaysWhy(string column, string cell, string expected)
    {
        var header = column == "followers" ? "id,followers" : $"id,followers,{column}";
        var row = column == "followers" ? $"a,{cell}" : $"a,1,\"{cell}\"";

        var (profile, fault) = await OneAsync(header, row);

        Assert.Null(profile);
        Assert.Contains(expected, fault, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_Prices_AreOnesForWhatTheySay()
    {
        var (profile, fault) = await OneAsync("id,followers,prices", "a,1,\"post:12000 NOK | Short video: 3,000.505 EUR|short_video:0NOK|\"");

        Assert.Null(fault);
        Assert.Equal(
            [
                new Price { Deliverable = Deliverable.Post, Amount = new Google.Type.Money { CurrencyCode = "NOK", Units = 12_000 } },
                new Price { Deliverable = Deliverable.ShortVideo, Amount = new Google.Type.Money { CurrencyCode = "EUR", Units = 3_000, Nanos = 505_000_000 } },
                new Price { Deliverable = Deliverable.ShortVideo, Amount = new Google.Type.Money { CurrencyCode = "NOK" } },
            ],
            profile!.Prices);
    }

    [Fact]
    public async Task Read_NoPostsLookedAt_LeavesEngagementOut()
    {
        var (profile, fault) = await OneAsync("id,followers,avg_likes,sample_posts,sponsored_share", "a,1,,0,0.08");

        Assert.Null(fault);
        Assert.Equal(new CreatorProfile { CreatorId = "a", Followers = 1, Sponsorship = new Sponsorship { SponsoredShare = 0.08f } }, profile);
    }

    [Theory]
    [InlineData("followers,id,avg_likes,sample_posts\n1,a,5,0", "0 posts cannot have given")]
    [InlineData("followers,id,engagement_rate,engagement_basis\n1,a,0.1,clicks", "'clicks' is not a basis of engagement")]
    [InlineData("followers,id\n1, ", "there is no creator id")]
    [InlineData("followers,id\n1,a,more", "the row has 3 cells and the header 2")]
    public async Task Read_BadRow_SaysWhy(string text, string expected)
    {
        var lines = text.Split('\n');

        Assert.Contains(expected, (await OneAsync(lines[0], lines[1])).Fault, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("engagement rate (%)", "3.5", 0.035)]
    [InlineData("engagement_rate_pct", "3.5", 0.035)]
    [InlineData("ER", "0.035", 0.035)]
    [InlineData("engagement_rate", "0", 0)]
    public async Task Read_Rate_GoesByItsHeaderAndIsOfFollowers(string header, string cell, double rate)
    {
        var (profile, _) = await OneAsync($"id,followers,{header}", $"a,1,{cell}");

        Assert.Equal((true, rate, EngagementBasis.Followers), (profile!.Engagement.HasRate, Math.Round(profile.Engagement.Rate, 9), profile.Engagement.Basis));
    }

    [Theory]
    [InlineData("2026-01-31", "2026-01-31T00:00:00Z")]
    [InlineData("2026-01-31 12:30", "2026-01-31T12:30:00Z")]
    [InlineData("2026-01-31T12:30:15+02:00", "2026-01-31T10:30:15Z")]
    [InlineData("2026-01-31T12:30:15.1234567Z", "2026-01-31T12:30:15.123456700Z")]
    public async Task Read_Time_IsUtcUnlessItSaysElse(string cell, string expected)
    {
        var (profile, fault) = await OneAsync("id,followers,observed_at", $"a,1,{cell}");

        Assert.Null(fault);
        Assert.Equal($"\"{expected}\"", profile!.ObservedAt.ToString());
    }

    [Fact]
    public async Task Open_UnknownColumns_AreNamedOnceAndMappedOnesUsed()
    {
        var mapping = new Dictionary<ColumnField, string> { [ColumnField.AverageLikes] = "likes" };
        using var reader = await OpenAsync("id,followers,likes,mood,colour\na,1,7,x,y", mapping);

        Assert.True(await reader.ReadAsync(default));
        Assert.Equal(7, reader.Profile(out _)!.Engagement.AverageLikes);
        Assert.Equal(
            ["followers from column 'followers', id from column 'id', average likes from column 'likes'", "columns that are not read: 'mood', 'colour'"],
            reader.Findings);
    }

    // Some mean the followers by it, or all posts together: the user says that it is the average.
    [Fact]
    public async Task Open_ColumnOfPlainReach_IsReadOnlyWhereItIsMapped()
    {
        const string Text = "id,followers,reach\na,1,800";
        using var plain = await OpenAsync(Text);
        using var mapped = await OpenAsync(Text, new() { [ColumnField.AverageReach] = "reach" });

        Assert.True(await plain.ReadAsync(default));
        Assert.True(await mapped.ReadAsync(default));
        Assert.Null(plain.Profile(out _)!.Engagement);
        Assert.Equal(800, mapped.Profile(out _)!.Engagement.AverageReach);
        Assert.Equal("columns that are not read: 'reach'", plain.Findings.Last());
        Assert.EndsWith("average reach from column 'reach'", mapped.Findings.Single(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("followers,posts\n1,2", "No column looks like a creator's id")]
    [InlineData("id,posts\n1,2", "No column looks like a follower count")]
    public async Task Open_NoSuchColumn_IsRefused(string text, string expected) =>
        Assert.Contains(expected, (await Assert.ThrowsAsync<InputException>(() => OpenAsync(text))).Message, StringComparison.Ordinal);

    private static async Task<(CreatorProfile? Profile, string? Fault)> OneAsync(string header, string row)
    {
        using var reader = await OpenAsync($"{header}\n{row}");
        Assert.True(await reader.ReadAsync(default));
        var profile = reader.Profile(out var fault);
        return (profile, fault);
    }

    private static Task<CsvProfileReader> OpenAsync(string text, Dictionary<ColumnField, string>? mapping = null) =>
        CsvProfileReader.OpenAsync(new MemoryStream(Encoding.UTF8.GetBytes(text)), new TableOptions(null, mapping ?? [], null), default);
}
