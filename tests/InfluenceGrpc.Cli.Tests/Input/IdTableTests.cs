using System.Text;
using InfluenceGrpc.Cli.Input;

namespace InfluenceGrpc.Cli.Tests.Input;

/// <summary>Lists of ids whose first line is no id.</summary>
public sealed class IdTableTests
{
    private static readonly TableOptions Options = new(null, new Dictionary<ColumnField, string>(), null);

    [Theory]
    [InlineData("   \nc-1\nc-2", 1)]
    [InlineData("\n\n\t\nc-1\nc-2", 3)]
    public async Task ReadAsync_BlankFirstLine_IsABadRow(string text, long line)
    {
        var (ids, bad) = await ReadAsync(text);

        Assert.Equal(["c-1", "c-2"], ids);
        Assert.Equal((line, "there is no creator id"), (Assert.Single(bad).Line, bad[0].Reason));
    }

    [Fact]
    public async Task ReadAsync_EmptyLinesFirst_KeepsTheFirstId()
    {
        var (ids, bad) = await ReadAsync("\n\nc-1\nc-2");

        Assert.Equal(["c-1", "c-2"], ids);
        Assert.Empty(bad);
    }

    private static async Task<(List<string> Ids, List<BadRow> Bad)> ReadAsync(string text)
    {
        var (ids, bad) = (new List<string>(), new List<BadRow>());
        using var table = await IdTable.OpenAsync(new MemoryStream(Encoding.UTF8.GetBytes(text)), Options, default).WaitAsync(TimeSpan.FromSeconds(30));
        await foreach (var row in table.ReadAsync(bad.Add))
        {
            ids.Add(row.Id);
        }

        return (ids, bad);
    }
}
