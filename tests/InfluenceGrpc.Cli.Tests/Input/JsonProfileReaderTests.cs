using System.Text;
using Influence.V1;
using InfluenceGrpc.Cli.Input;

namespace InfluenceGrpc.Cli.Tests.Input;

public class JsonProfileReaderTests
{
    [Fact]
    public async Task Read_GoodLines_AreProfilesWithTheirLines()
    {
        var (rows, _) = await ReadAsync("{\"creatorId\":\"a\",\"followers\":\"5\"}\n\n  \r\n{\"creatorId\":\"b\",\"topics\":{\"food\":0.5}}\r\n{\"creatorId\":\"c\"}");

        Assert.Equal(
            [
                (1L, new CreatorProfile { CreatorId = "a", Followers = 5 }),
                (4L, new CreatorProfile { CreatorId = "b", Topics = { ["food"] = 0.5f } }),
                (5L, new CreatorProfile { CreatorId = "c" }),
            ],
            rows.Select(row => (row.Line, row.Profile)));
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("7")]
    [InlineData("null")]
    [InlineData("no json")]
    [InlineData("{\"creatorId\":\"a\",\"followers\":-1}")]
    [InlineData("{\"creatorId\":\"a\",\"followers\":\"many\"}")]
    [InlineData("{\"creatorId\":\"a\",\"followers\":1.5}")]
    [InlineData("{\"creatorId\":7}")]
    [InlineData("{\"creatorId\":\"a\",\"mood\":1}")]
    [InlineData("{\"creatorId\":\"a\",\"platform\":\"MYSPACE\"}")]
    [InlineData("{\"creatorId\":\"a\",\"observedAt\":\"yesterday\"}")]
    [InlineData("{\"creatorId\":\"a\"} {\"creatorId\":\"b\"}")]
    [InlineData("{\"creatorId\":\"a\",\"followers\":1,\"followers\":2,}")]
    public async Task Read_BadLine_SaysWhyAndGoesOn(string line, string expected = "not a profile in JSON: ")
    {
        var (rows, bad) = await ReadAsync($"{{\"creatorId\":\"before\"}}\n{line}\n{{\"creatorId\":\"after\"}}\n");

        Assert.Equal(["before", "after"], rows.Select(row => row.Profile.CreatorId));
        var (number, fault, raw) = Assert.Single(bad);
        Assert.Equal((2L, line), (number, raw));
        Assert.StartsWith(expected, fault, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_LineTooLong_IsLeftOutWithoutItsMemory()
    {
        var (rows, bad) = await ReadAsync($"{{\"creatorId\":\"{new string('x', LineReader.MaxLength + 10)}\"}}\n{{\"creatorId\":\"after\"}}");

        Assert.Equal("after", Assert.Single(rows).Profile.CreatorId);
        var (line, fault, raw) = Assert.Single(bad);
        Assert.Equal((1L, "the line is longer than 4 MiB", 200), (line, fault, raw.Length));
    }

    private static async Task<(List<(long Line, CreatorProfile Profile)> Rows, List<(long Line, string Fault, string Raw)> Bad)> ReadAsync(string text)
    {
        using var reader = await JsonProfileReader.OpenAsync(new MemoryStream(Encoding.UTF8.GetBytes(text)), default);
        List<(long, CreatorProfile)> rows = [];
        List<(long, string, string)> bad = [];
        while (await reader.ReadAsync(default))
        {
            if (reader.Profile(out var fault) is { } profile)
            {
                rows.Add((reader.Line, profile));
            }
            else
            {
                bad.Add((reader.Line, fault!, reader.Raw));
            }
        }

        return (rows, bad);
    }
}
