using System.Globalization;
using System.Text;
using InfluenceGrpc.Cli.Input;
using InfluenceGrpc.Cli.Rendering;

namespace InfluenceGrpc.Cli.Output;

/// <summary>Rows that were left out: all counted, all written where a file is named, the first few told at the end.</summary>
internal sealed class BadRowReport : IDisposable
{
    private const int Told = 10;

    private const string Header = "line,reason,raw";

    private readonly Lock gate = new();
    private readonly List<BadRow> first = [];
    private readonly OutputFile? file;
    private readonly StreamWriter? text;

    /// <summary>Writes a file that appears when it is complete; none where no path is given.</summary>
    public BadRowReport(string? path)
    {
        if (path is not null)
        {
            file = new OutputFile(path);
            text = Writer(file.Stream);
            text.WriteLine(Header);
        }
    }

    private BadRowReport(StreamWriter text) => this.text = text;

    /// <summary>Rows added, in this run.</summary>
    public long Count { get; private set; }

    /// <summary>
    /// Goes on with the file of a run that was cut off: what it told of lines up to <paramref name="throughLine"/> stays, and
    /// what it told beyond is dropped, because those rows are read again.
    /// </summary>
    public static async Task<BadRowReport> ContinueAsync(string path, long throughLine, CancellationToken cancellationToken)
    {
        if (!SpecialFile.Is(path) && throughLine > 0 && File.Exists(path))
        {
            using var kept = new BadRowReport(path);
            await kept.CopyAsync(path, throughLine, cancellationToken);
            kept.Complete();
            return new BadRowReport(Writer(new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read)));
        }

        var mode = SpecialFile.Is(path) ? FileMode.Open : FileMode.Create;
        var begun = new BadRowReport(Writer(new FileStream(path, mode, FileAccess.Write, FileShare.Read)));
        await begun.text!.WriteLineAsync(Header.AsMemory(), cancellationToken);
        return begun;
    }

    /// <summary>Adds a row, on whatever thread: rows are read and answered at the same time.</summary>
    public void Add(BadRow row)
    {
        lock (gate)
        {
            Count++;
            if (first.Count < Told)
            {
                first.Add(row);
            }

            text?.WriteLine($"{row.Line},{CsvText.Quote(row.Reason)},{CsvText.Quote(row.Raw)}");
        }
    }

    /// <summary>Hands what was added to the system.</summary>
    public void Flush()
    {
        lock (gate)
        {
            text?.Flush();
        }
    }

    public void Complete()
    {
        Flush();
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

    public void Dispose()
    {
        if (file is null)
        {
            text?.Dispose();
        }
        else
        {
            // The stream goes first, so that what the writer still holds goes nowhere.
            file.Dispose();
        }
    }

    private static StreamWriter Writer(FileStream stream) => new(stream, new UTF8Encoding(false)) { NewLine = "\n" };

    private async Task CopyAsync(string path, long throughLine, CancellationToken cancellationToken)
    {
        using var told = await CsvTable.OpenAsync(File.OpenRead(path), ',', cancellationToken);
        while (await told.ReadAsync(cancellationToken))
        {
            if (long.TryParse(told.Cell(0), CultureInfo.InvariantCulture, out var line) && line <= throughLine)
            {
                text!.Write(told.Raw);
                text.WriteLine();
            }
        }
    }
}
