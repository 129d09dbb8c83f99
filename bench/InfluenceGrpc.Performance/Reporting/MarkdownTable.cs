using System.Text;

namespace InfluenceGrpc.Performance.Reporting;

/// <summary>A table in Markdown.</summary>
/// <param name="words">How many of the first columns hold words; numbers, to the right of them, are aligned to the right.</param>
/// <param name="heads">What the columns hold.</param>
internal sealed class MarkdownTable(int words, params string[] heads)
{
    private readonly List<string[]> rows = [];

    /// <summary>Appends a row.</summary>
    public MarkdownTable Row(params string[] cells)
    {
        if (cells.Length != heads.Length)
        {
            throw new ArgumentException($"{cells.Length} cells for {heads.Length} columns.", nameof(cells));
        }

        rows.Add(cells);
        return this;
    }

    /// <summary>Appends rows.</summary>
    public MarkdownTable Rows(IEnumerable<string[]> more)
    {
        foreach (var row in more)
        {
            Row(row);
        }

        return this;
    }

    /// <inheritdoc/>
    public override string ToString()
    {
        var text = new StringBuilder();
        Line(heads);
        Line([.. heads.Select((_, column) => column < words ? "---" : "---:")]);
        rows.ForEach(Line);
        return text.ToString().TrimEnd();

        void Line(string[] cells) => text.Append("| ").AppendJoin(" | ", cells).Append(" |\n");
    }
}
