namespace InfluenceGrpc.Cli.Input;

/// <summary>
/// Reads delimited text row by row in memory that does not grow with the text. A row that cannot be read costs its line
/// and no more: a quote that is not closed within <see cref="MaxCellLength"/> is given up, and reading goes on with the
/// line after the one that opened it.
/// </summary>
internal sealed class CsvRowReader
{
    /// <summary>Longest cell, in UTF-16 units.</summary>
    public const int MaxCellLength = 1 << 20;

    /// <summary>Longest row, in UTF-16 units.</summary>
    public const int MaxRowLength = 4 << 20;

    private const int InitialBuffer = 1 << 16;
    private const int FaultySample = 200;

    private readonly TextReader source;
    private CsvScanner scanner;
    private char[] buffer = new char[InitialBuffer];
    private int start;
    private int end;
    private bool ended;
    private long nextLine = 1;
    private Range row;
    private string faultyRaw = "";

    private CsvRowReader(TextReader text)
    {
        source = text;
        scanner = Scanner(Delimiter);
    }

    public char Delimiter { get; private set; } = ',';

    /// <summary>Line on which the current row begins; the first is 1.</summary>
    public long Line { get; private set; }

    /// <summary>Why the current row cannot be read; null where it can.</summary>
    public string? Fault { get; private set; }

    /// <summary>The current row as it stands in the text, without its line end; of a faulty row, how it begins.</summary>
    public ReadOnlySpan<char> Raw => Fault is null ? buffer.AsSpan(row) : faultyRaw;

    public int CellCount => scanner.Cells.Count;

    /// <summary>The text of a cell of the current row; empty where the row is shorter.</summary>
    public ReadOnlySpan<char> Cell(int index) =>
        index < scanner.Cells.Count ? CsvScanner.Unquote(RawCell(index)) : [];

    /// <summary>A cell of the current row as it stands in the text.</summary>
    public ReadOnlySpan<char> RawCell(int index) => Raw[scanner.Cells[index].Start..scanner.Cells[index].End];

    /// <summary>Begins to read; a delimiter that is not given is told from how the text begins.</summary>
    public static async ValueTask<CsvRowReader> OpenAsync(TextReader text, char? delimiter, CancellationToken cancellationToken)
    {
        var reader = new CsvRowReader(text);
        while (reader.end < InitialBuffer && await reader.FillAsync(cancellationToken))
        {
            // Until there is enough to tell by.
        }

        reader.Delimiter = delimiter ?? reader.TellDelimiter();
        reader.scanner = Scanner(reader.Delimiter);
        return reader;
    }

    /// <summary>Moves on to the next row, leaving out empty lines; false at the end of the text.</summary>
    public async ValueTask<bool> ReadAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            if (start == end && !await FillAsync(cancellationToken))
            {
                return false;
            }

            var outcome = scanner.Scan(buffer.AsSpan(start, end - start), ended);
            switch (outcome)
            {
                case CsvScanOutcome.NeedMore:
                    await FillAsync(cancellationToken);
                    continue;
                case CsvScanOutcome.Row when scanner.RowEnd == 0:
                    Take(scanner.Next, 0);
                    continue;
                case CsvScanOutcome.Row:
                    Fault = null;
                    Take(scanner.Next, scanner.RowEnd);
                    return true;
                default:
                    await GiveUpAsync(outcome, cancellationToken);
                    return true;
            }
        }
    }

    private static CsvScanner Scanner(char delimiter) => new(delimiter, MaxCellLength, MaxRowLength);

    // Excel writes its delimiter into a first line of its own: "sep=;".
    private char TellDelimiter()
    {
        var sample = buffer.AsSpan(start, end - start);
        if (sample.StartsWith("sep=", StringComparison.OrdinalIgnoreCase) && sample is [_, _, _, _, var stated, '\r' or '\n', ..])
        {
            Take(CsvScanner.NextLine(sample, 0), 0);
            return stated;
        }

        return DelimiterGuess.From(sample, ended);
    }

    // Gives up the line that opened a quote in vain, or the rest of the line that is too long.
    private async ValueTask GiveUpAsync(CsvScanOutcome outcome, CancellationToken cancellationToken)
    {
        var text = buffer.AsSpan(start, end - start);
        var lineEnd = text.IndexOfAny('\r', '\n');
        faultyRaw = text[..Math.Min(lineEnd < 0 ? text.Length : lineEnd, FaultySample)].ToString();
        Fault = outcome == CsvScanOutcome.QuoteNotClosed
            ? $"a quote is opened and not closed {(ended && text.Length - scanner.Next <= MaxCellLength ? "before the end of the file" : "within 1 MiB")}"
            : "a cell is longer than 1 MiB, or the row longer than 4 MiB";
        var from = scanner.Next;
        var next = CsvScanner.NextLine(text, from);
        if (next >= 0 && (start + next < end || ended))
        {
            Take(next, 0);
            return;
        }

        Line = nextLine;
        await SkipLineAsync(from, cancellationToken);
    }

    // Drops what is buffered and reads on until a line ends.
    private async ValueTask SkipLineAsync(int from, CancellationToken cancellationToken)
    {
        nextLine += CountLineEnds(buffer.AsSpan(start, from));
        start += from;
        while (true)
        {
            var text = buffer.AsSpan(start, end - start);
            var at = text.IndexOfAny('\r', '\n');
            if (at >= 0 && (start + at + 1 < end || ended))
            {
                start += CsvScanner.NextLine(text, at);
                nextLine++;
                return;
            }

            start = at < 0 ? end : start + at;
            if (ended)
            {
                return;
            }

            await FillAsync(cancellationToken);
        }
    }

    private void Take(int next, int rowEnd)
    {
        Line = nextLine;
        nextLine += CountLineEnds(buffer.AsSpan(start, next));
        row = new Range(start, start + rowEnd);
        start += next;
    }

    // Moves what is left to the front, makes room and reads; false at the end of the text.
    private async ValueTask<bool> FillAsync(CancellationToken cancellationToken)
    {
        if (ended)
        {
            return false;
        }

        buffer.AsSpan(start, end - start).CopyTo(buffer);
        end -= start;
        start = 0;
        if (end == buffer.Length)
        {
            Array.Resize(ref buffer, buffer.Length * 2);
        }

        var read = await source.ReadAsync(buffer.AsMemory(end), cancellationToken);
        end += read;
        ended = read == 0;
        return !ended;
    }

    private static int CountLineEnds(ReadOnlySpan<char> text)
    {
        var count = text.Count('\n');
        for (var at = text.IndexOf('\r'); at >= 0;)
        {
            count += at + 1 < text.Length && text[at + 1] == '\n' ? 0 : 1;
            var next = text[(at + 1)..].IndexOf('\r');
            at = next < 0 ? -1 : at + 1 + next;
        }

        return count;
    }
}
