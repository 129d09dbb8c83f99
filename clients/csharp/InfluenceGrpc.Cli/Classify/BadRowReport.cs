using System.Buffers;
using System.Text;
using InfluenceGrpc.Cli.Input;
using InfluenceGrpc.Cli.Rendering;

namespace InfluenceGrpc.Cli.Classify;

/// <summary>Rows that were left out: all counted, all written where a file is named, the first few told at the end.</summary>
internal sealed class BadRowReport : IDisposable
{
    private const int Told = 10;
    private static readonly SearchValues<char> Special = SearchValues.Create(',', '"', '\r', '\n');

    private readonly List<BadRow> first = [];
    private readonly OutputFile? file;
    private readonly StreamWriter? text;

    public BadRowReport(string? path)
    {
        if (path is not null)
        {
            file = new OutputFile(path);
            text = new StreamWriter(file.Stream, new UTF8Encoding(false)) { NewLine = "\n" };
            text.WriteLine("line,reason,raw");
        }
    }

    public long Count { get; private set; }

    public void Add(BadRow row)
    {
        Count++;
        if (first.Count < Told)
        {
            first.Add(row);
        }

        text?.WriteLine($"{row.Line},{Quote(row.Reason)},{Quote(row.Raw)}");
    }

    public void Complete()
    {
        text?.Flush();
        file?.Commit();
    }

    public void Tell(TextWriter error)
    {
        foreach (var row in first)
        {
            error.WriteLine($"line {row.Line}: {Visible.Of(row.Reason)}");
        }

        if (Count > first.Count)
        {
            error.WriteLine($"... and {Count - first.Count:N0} more{(text is null ? "; --bad-rows FILE writes all of them" : "")}");
        }
    }

    public void Dispose() => file?.Dispose();

    private static string Quote(string cell) =>
        cell.AsSpan().ContainsAny(Special) ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : cell;
}
