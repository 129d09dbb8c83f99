using System.Text;

namespace InfluenceGrpc.Cli.Tests;

/// <summary>Rows as RFC 4180 has them: read strictly, so that what is written otherwise fails.</summary>
internal static class CsvRows
{
    public static IReadOnlyList<string[]> Of(string text)
    {
        var rows = new List<string[]>();
        var (cells, cell, at) = (new List<string>(), new StringBuilder(), 0);
        while (at < text.Length)
        {
            if (text[at] == '"')
            {
                Assert.Equal(0, cell.Length);
                at = Quoted(text, at + 1, cell);
            }

            switch (text[at])
            {
                case ',':
                    cells.Add(cell.ToString());
                    cell.Clear();
                    at++;
                    break;
                case '\r':
                    Assert.Equal('\n', text[at + 1]);
                    cells.Add(cell.ToString());
                    cell.Clear();
                    rows.Add([.. cells]);
                    cells.Clear();
                    at += 2;
                    break;
                default:
                    Assert.NotEqual('\n', text[at]);
                    cell.Append(text[at++]);
                    break;
            }
        }

        Assert.True(cells.Count == 0 && cell.Length == 0, "The last line has no end.");
        Assert.All(rows, row => Assert.Equal(rows[0].Length, row.Length));
        return rows;
    }

    // Behind the closing quote.
    private static int Quoted(string text, int at, StringBuilder cell)
    {
        while (text[at] != '"' || (at + 1 < text.Length && text[at + 1] == '"'))
        {
            cell.Append(text[at]);
            at += text[at] == '"' ? 2 : 1;
        }

        Assert.True(text[at + 1] is ',' or '\r', "Text stands behind a closing quote.");
        return at + 1;
    }
}
