namespace InfluenceGrpc.Cli.Input;

/// <summary>
/// Tells the delimiter from the first lines: the candidate that divides most of them into as many cells as the header.
/// </summary>
internal static class DelimiterGuess
{
    private const int MaxRows = 50;

    // In order of preference where two do as well.
    private static readonly char[] Candidates = [',', ';', '\t', '|'];

    public static char From(ReadOnlySpan<char> sample, bool wholeText)
    {
        var best = (Delimiter: ',', Share: 0.0, Columns: 1);
        foreach (var candidate in Candidates)
        {
            var (share, columns) = Fit(sample, candidate, wholeText);
            if (columns > 1 && (share > best.Share || (share == best.Share && columns > best.Columns)))
            {
                best = (candidate, share, columns);
            }
        }

        return best.Delimiter;
    }

    private static (double Share, int Columns) Fit(ReadOnlySpan<char> sample, char delimiter, bool wholeText)
    {
        var scanner = new CsvScanner(delimiter, sample.Length, sample.Length);
        var (rows, same, columns) = (0, 0, 0);
        while (!sample.IsEmpty && rows < MaxRows && scanner.Scan(sample, wholeText) == CsvScanOutcome.Row)
        {
            if (scanner.RowEnd > 0)
            {
                columns = rows == 0 ? scanner.Cells.Count : columns;
                same += scanner.Cells.Count == columns ? 1 : 0;
                rows++;
            }

            sample = sample[scanner.Next..];
        }

        return (rows == 0 ? 0 : (double)same / rows, columns);
    }
}
