using System.Buffers;

namespace InfluenceGrpc.Cli.Input;

/// <summary>
/// Finds the cells of one row of delimited text (RFC 4180). Lenient where spreadsheets are: a line may end with CR, LF or
/// both; a quote within an unquoted cell is a quote; text after a closing quote belongs to the cell.
/// </summary>
internal sealed class CsvScanner(char delimiter, int maxCellLength, int maxRowLength)
{
    private readonly SearchValues<char> stops = SearchValues.Create(delimiter, '\r', '\n');
    private readonly List<CsvCell> cells = [];

    /// <summary>The cells of the last row.</summary>
    public IReadOnlyList<CsvCell> Cells => cells;

    /// <summary>Where the last row ended, before its line end.</summary>
    public int RowEnd { get; private set; }

    /// <summary>Where the next row begins. Else what the scan stumbled over: the quote, or the end of what is too long.</summary>
    public int Next { get; private set; }

    /// <summary>Scans the row that begins at the start of <paramref name="text"/>, which must not be empty.</summary>
    public CsvScanOutcome Scan(ReadOnlySpan<char> text, bool isFinal)
    {
        cells.Clear();
        var start = 0;
        while (true)
        {
            var at = start;
            var quoted = at < text.Length && text[at] == '"';
            if (quoted)
            {
                at = ClosingQuote(text, at + 1);
                if (at < 0)
                {
                    Next = start;
                    return isFinal || text.Length - start > maxCellLength ? CsvScanOutcome.QuoteNotClosed : CsvScanOutcome.NeedMore;
                }
            }

            var length = text[at..].IndexOfAny(stops);
            var end = length < 0 ? text.Length : at + length;
            if (end - start > maxCellLength || end > maxRowLength)
            {
                // A quoted cell too long that runs over lines is more likely a stray quote: give up its first line only.
                var stray = quoted && end - start > maxCellLength && text[start..at].ContainsAny('\r', '\n');
                Next = stray ? start : end;
                return stray ? CsvScanOutcome.QuoteNotClosed : CsvScanOutcome.TooLong;
            }

            // A CR at the end may be half of a line end; a quote at the end may be half of two.
            if (!isFinal && (end == text.Length || (text[end] == '\r' && end + 1 == text.Length)))
            {
                Next = end;
                return CsvScanOutcome.NeedMore;
            }

            cells.Add(new CsvCell(start, end, quoted));
            if (end == text.Length || text[end] != delimiter)
            {
                RowEnd = end;
                Next = AfterLineEnd(text, end);
                return CsvScanOutcome.Row;
            }

            start = end + 1;
        }
    }

    /// <summary>Where the line that holds <paramref name="from"/> ends and the next begins; -1 where it does not end here.</summary>
    public static int NextLine(ReadOnlySpan<char> text, int from)
    {
        var at = text[from..].IndexOfAny('\r', '\n');
        return at < 0 ? -1 : AfterLineEnd(text, from + at);
    }

    /// <summary>The text of a cell, without its quotes.</summary>
    public static ReadOnlySpan<char> Unquote(ReadOnlySpan<char> cell)
    {
        if (cell is not ['"', ..])
        {
            return cell;
        }

        var close = ClosingQuote(cell, 1) - 1;
        var inner = cell[1..close];
        var rest = cell[(close + 1)..];
        return rest.IsEmpty && !inner.Contains('"')
            ? inner
            : string.Concat(inner.ToString().Replace("\"\"", "\"", StringComparison.Ordinal), rest);
    }

    // The index after the quote that closes the cell; -1 where there is none.
    private static int ClosingQuote(ReadOnlySpan<char> text, int from)
    {
        while (true)
        {
            var at = text[from..].IndexOf('"');
            if (at < 0)
            {
                return -1;
            }

            from += at + 1;
            if (from >= text.Length || text[from] != '"')
            {
                return from;
            }

            from++;
        }
    }

    private static int AfterLineEnd(ReadOnlySpan<char> text, int end)
    {
        if (end == text.Length)
        {
            return end;
        }

        return text[end] == '\r' && end + 1 < text.Length && text[end + 1] == '\n' ? end + 2 : end + 1;
    }
}
