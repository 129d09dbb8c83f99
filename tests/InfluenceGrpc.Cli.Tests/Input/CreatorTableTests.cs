using System.Text;
using Influence.V1;
using InfluenceGrpc.Cli.Input;

namespace InfluenceGrpc.Cli.Tests.Input;

public class CreatorTableTests
{
    [Fact]
    public async Task Read_PlainFile_GivesRowsInOrder()
    {
        var (table, rows, bad) = await ReadAsync("id,followers\na,1\nb,\"12,345\"\nc,3.2M");

        Assert.Equal("id,followers", table.Header);
        Assert.Equal([("a,1", 1UL, 2L), ("b,\"12,345\"", 12_345UL, 3L), ("c,3.2M", 3_200_000UL, 4L)], rows.Select(row => (row.Text, row.Followers!.Value, row.Line)));
        Assert.Empty(bad);
    }

    public static TheoryData<string> Encodings { get; } = ["utf-8", "utf-8-mark", "utf-16", "utf-16be", "utf-16-bare", "utf-32", "windows-1252"];

    [Theory]
    [MemberData(nameof(Encodings))]
    public async Task Read_AnyEncoding_ReadsTheSame(string name)
    {
        var encoding = name switch
        {
            "utf-8" => new UTF8Encoding(false),
            "utf-8-mark" => Encoding.UTF8,
            "utf-16-bare" => new UnicodeEncoding(false, false),
            "utf-16be" => Encoding.BigEndianUnicode,
            "utf-32" => Encoding.UTF32,
            "windows-1252" => CodePagesEncodingProvider.Instance.GetEncoding(1252)!,
            _ => Encoding.Unicode,
        };
        byte[] bytes = [.. encoding.GetPreamble(), .. encoding.GetBytes("navn;følgere;followers\nØystein;x;12\u00A0345\n")];

        var (table, rows, bad) = await ReadAsync(bytes);

        Assert.Equal("navn;følgere;followers", table.Header);
        Assert.Equal(("Øystein;x;12\u00A0345", 12_345UL), (rows.Single().Text, rows.Single().Followers));
        Assert.Equal(encoding.GetPreamble().Length > 0, table.HasMark);
        Assert.Empty(bad);
    }

    [Theory]
    [InlineData("id,followers\na,1", ',')]
    [InlineData("id;followers\na;1,2M\nb;3,4M", ';')]
    [InlineData("id\tfollowers\na\t1,000", '\t')]
    [InlineData("id|followers\na|1", '|')]
    [InlineData("sep=;\nid;followers\na;1", ';')]
    [InlineData("followers\n12", ',')]
    [InlineData("\"a;b\",followers\n\"c;d;e\",1", ',')]
    [InlineData("name;\"followers, total followers\";followers\nx;1;2", ';')]
    public async Task Open_AnyDelimiter_IsTold(string text, char delimiter)
    {
        var (table, rows, _) = await ReadAsync(text);

        Assert.Equal(delimiter, table.Delimiter);
        Assert.NotEmpty(rows);
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("\r")]
    public async Task Read_AnyLineEnd_CountsLines(string lineEnd)
    {
        var text = string.Join(lineEnd, "id,followers", "a,1", "", "\"b", "b\",2", "c,x", "");

        var (_, rows, bad) = await ReadAsync(text);

        Assert.Equal([2L, 4L], rows.Select(row => row.Line));
        Assert.Equal(6, bad.Single().Line);
        Assert.Equal($"\"b{lineEnd}b\",2", rows[1].Text);
    }

    [Fact]
    public async Task Read_RaggedRows_AreFilledUpOrBad()
    {
        var (_, rows, bad) = await ReadAsync("id,followers,note\na,1\nb\nc,3,x,,\nd,12,345,x\n");

        Assert.Equal(["a,1,", "b,,", "c,3,x"], rows.Select(row => row.Text));
        Assert.Equal([1UL, null, 3UL], rows.Select(row => row.Followers));
        Assert.Equal(new BadRow(5, "the row has 4 cells and the header 3", "d,12,345,x"), bad.Single());
    }

    [Fact]
    public async Task Read_QuotesOutOfPlace_StayInTheirCell()
    {
        var (_, rows, bad) = await ReadAsync("id,followers\n5\"10 guy,1\n\"Big\" Joe,2\n\"say \"\"hi\"\"\",3\n\"=\"\"4\"\"\",\"=\"\"4\"\"\"\n");

        Assert.Equal([1UL, 2UL, 3UL, 4UL], rows.Select(row => row.Followers!.Value));
        Assert.Empty(bad);
    }

    [Fact]
    public async Task Read_QuoteNeverClosed_CostsOneLine()
    {
        var (_, rows, bad) = await ReadAsync("id,followers\na,1\n\"b,2\nc,3\nd,4\n");

        Assert.Equal([1UL, 3UL, 4UL], rows.Select(row => row.Followers!.Value));
        Assert.Equal((3L, "\"b,2"), (bad.Single().Line, bad.Single().Raw));
        Assert.Equal("a quote is opened and not closed before the end of the file", bad.Single().Reason);
    }

    [Fact]
    public async Task Read_QuoteNotClosedWithinTheLimit_CostsOneLine()
    {
        var text = new StringBuilder("id,followers\n\"stray,1\n");
        for (var i = 0; i < 300_000; i++)
        {
            text.Append("c,").Append(i % 1000).Append('\n');
        }

        var (_, rows, bad) = await ReadAsync(text.ToString());

        Assert.Equal(300_000, rows.Count);
        Assert.Equal(3, rows[0].Line);
        Assert.Equal((2L, "a quote is opened and not closed within 1 MiB"), (bad.Single().Line, bad.Single().Reason));
    }

    [Theory]
    [InlineData(CsvRowReader.MaxCellLength, 0)]
    [InlineData(CsvRowReader.MaxCellLength + 1, 1)]
    [InlineData(5 * CsvRowReader.MaxCellLength, 1)]
    public async Task Read_LongCell_IsBadPastTheLimit(int length, int expectedBad)
    {
        var cells = new[] { new string('x', length), $"\"{new string('y', length - 2)}\"" };
        foreach (var cell in cells)
        {
            var (_, rows, bad) = await ReadAsync($"id,followers\na,1\n{cell},2\r\nc,3\n");

            Assert.Equal(expectedBad, bad.Count);
            Assert.All(bad, row => Assert.Equal(3, row.Line));
            Assert.All(bad, row => Assert.True(row.Raw.Length <= 200));
            Assert.Equal((3UL, 4L), (rows[^1].Followers!.Value, rows[^1].Line));
        }
    }

    [Fact]
    public async Task Read_LongRow_IsBad()
    {
        var wide = string.Join(',', Enumerable.Repeat(new string('x', 1000), 5000));

        var (_, rows, bad) = await ReadAsync($"id,followers\n{wide}\nc,3\n");

        Assert.Equal(2, bad.Single().Line);
        Assert.Equal(3, rows.Single().Line);
    }

    [Fact]
    public async Task Read_PlatformColumn_TellsEachRow()
    {
        var (_, rows, _) = await ReadAsync("platform,followers\nInstagram,1\nTik Tok,1\nTwitter,1\n,1\nMyspace,1\n");

        Assert.Equal([Platform.Instagram, Platform.Tiktok, Platform.X, Platform.Unspecified, Platform.Other], rows.Select(row => row.Platform));
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("\n\n", "empty")]
    [InlineData("\uFEFF", "empty")]
    [InlineData("id,posts\n1,2", "No column looks like a follower count")]
    [InlineData(",,\n1,2,3", "No column looks like a follower count")]
    [InlineData("\"id,followers\n1,2", "header")]
    public async Task Open_WithoutUsableHeader_SaysSo(string text, string expected)
    {
        var fault = await Assert.ThrowsAsync<InputException>(() => ReadAsync(text));

        Assert.Contains(expected, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_HeaderOnly_GivesNoRows()
    {
        var (_, rows, bad) = await ReadAsync("id,followers");

        Assert.Empty(rows);
        Assert.Empty(bad);
    }

    // Whatever the reader's buffer cuts, the rows are the same.
    [Fact]
    public async Task Read_AnyCutOfTheText_GivesTheSameRows()
    {
        var random = new Random(5);
        var text = new StringBuilder("id,followers\r\n");
        for (var i = 0; i < 20_000; i++)
        {
            text.Append(random.Next(5) switch { 0 => "\"q\"\"\r\n,x\"", 1 => "plain", 2 => "\"\"", 3 => "\u00F8\u00E6", _ => "" })
                .Append(',').Append(i).Append(random.Next(2) == 0 ? "\r\n" : "\n");
        }

        var bytes = Encoding.UTF8.GetBytes(text.ToString());
        foreach (var most in new[] { 1 << 20, 4096, 37 })
        {
            using var table = await CreatorTable.OpenAsync(new TrickleStream(bytes, most), new TableOptions(null, new Dictionary<ColumnField, string>(), null), default);
            ulong expected = 0;
            await foreach (var row in table.ReadAsync(row => Assert.Fail(row.Reason)))
            {
                Assert.Equal(expected++, row.Followers);
            }

            Assert.Equal(20_000UL, expected);
        }
    }

    private static Task<(CreatorTable Table, List<CreatorRow> Rows, List<BadRow> Bad)> ReadAsync(string text) => ReadAsync(Encoding.UTF8.GetBytes(text));

    private static async Task<(CreatorTable Table, List<CreatorRow> Rows, List<BadRow> Bad)> ReadAsync(byte[] bytes)
    {
        using var table = await CreatorTable.OpenAsync(new MemoryStream(bytes), new TableOptions(null, new Dictionary<ColumnField, string>(), null), default);
        List<CreatorRow> rows = [];
        List<BadRow> bad = [];
        await foreach (var row in table.ReadAsync(bad.Add))
        {
            rows.Add(row);
        }

        return (table, rows, bad);
    }
}
