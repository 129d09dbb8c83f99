using System.Globalization;
using System.Text;
using InfluenceGrpc.Cli.Input;

namespace InfluenceGrpc.Cli.Output;

/// <summary>
/// Rows as they stood in the input, with cells behind them. In UTF-8, with a byte order mark where the input had one; a file appears
/// when it is complete, and not at all otherwise.
/// </summary>
internal sealed class RowFile : IDisposable
{
    private readonly OutputFile? file;
    private readonly bool isOwn = true;
    private readonly TextWriter text;
    private readonly string lineEnd = "\n";
    private readonly TableFrame frame;

    public RowFile(string path, Terminal terminal, TableFrame frame)
    {
        this.frame = frame;
        file = path == InputFile.Standard ? null : new OutputFile(path);
        text = new StreamWriter(file?.Stream ?? terminal.OpenOutput(), new UTF8Encoding(frame.HasMark), 1 << 16) ;
    }

    /// <summary>Rows on a writer of somebody else's, for programs: <see cref="CsvSheet"/> says in which form.</summary>
    public RowFile(TextWriter writer, TableFrame frame)
    {
        this.frame = frame;
        text = writer;
        lineEnd = CsvSheet.LineEnd;
        isOwn = false;
    }

    /// <summary>Writes the input's header and the names of the cells behind it.</summary>
    public void WriteHeader(IEnumerable<string> names)
    {
        text.Write(frame.Header);
        var taken = frame.Headers.ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var name in names)
        {
            // An input that is an earlier output has these columns already.
            var free = name;
            for (var i = 2; !taken.Add(free); i++)
            {
                free = string.Create(CultureInfo.InvariantCulture, $"{name}_{i}");
            }

            AddCell(free);
        }

        EndRow();
    }

    /// <summary>Begins a row with that of the input.</summary>
    public void BeginRow(string row) => text.Write(row);

    /// <summary>Adds a cell; null is an empty one.</summary>
    public void AddCell(string? cell)
    {
        text.Write(frame.Delimiter);
        text.Write(cell is null ? "" : CsvText.Quote(cell, frame.Delimiter));
    }

    /// <summary>Adds a cell that needs no quotes.</summary>
    public void AddCell(ReadOnlySpan<char> cell)
    {
        text.Write(frame.Delimiter);
        text.Write(cell);
    }

    public void EndRow() => text.Write(lineEnd);

    /// <summary>Puts the file in its place.</summary>
    public void Complete()
    {
        text.Flush();
        file?.Commit();
    }

    public void Dispose()
    {
        // The stream of a file goes first, so that what the writer still holds goes nowhere.
        file?.Dispose();
        if (file is null && isOwn)
        {
            text.Dispose();
        }
    }
}
