namespace InfluenceGrpc.Cli.Input;

/// <summary>Reads text line by line in memory that does not grow with the text: of a line too long only the beginning is kept.</summary>
internal sealed class LineReader(TextReader source)
{
    /// <summary>Longest line, in UTF-16 units.</summary>
    public const int MaxLength = 4 << 20;

    private const int FaultySample = 200;

    private char[] buffer = new char[1 << 16];
    private int start;
    private int end;

    /// <summary>Number of the current line; the first is 1.</summary>
    public long Line { get; private set; }

    /// <summary>The current line without its end, or how it begins where it is too long.</summary>
    public string Text { get; private set; } = "";

    public bool IsTooLong { get; private set; }

    /// <summary>Moves on to the next line; false at the end of the text.</summary>
    public async ValueTask<bool> ReadAsync(CancellationToken cancellationToken)
    {
        var searched = 0;
        IsTooLong = false;
        while (true)
        {
            var at = buffer.AsSpan(start + searched, end - start - searched).IndexOf('\n');
            if (at >= 0)
            {
                Take(searched + at, 1);
                return true;
            }

            searched = end - start;
            if (searched > MaxLength)
            {
                Keep(FaultySample);
                IsTooLong = true;
                (start, searched) = (end, 0);
            }

            if (!await FillAsync(cancellationToken))
            {
                var rest = end - start;
                if (rest == 0 && !IsTooLong)
                {
                    return false;
                }

                Take(rest, 0);
                return true;
            }
        }
    }

    private void Take(int length, int lineEnd)
    {
        Line++;
        if (!IsTooLong)
        {
            IsTooLong = length > MaxLength;
            Keep(IsTooLong ? FaultySample : length);
        }

        start += length + lineEnd;
    }

    private void Keep(int length) => Text = buffer.AsSpan(start, length).TrimEnd('\r').ToString();

    // Moves what is left to the front, makes room and reads; false at the end of the text.
    private async ValueTask<bool> FillAsync(CancellationToken cancellationToken)
    {
        buffer.AsSpan(start, end - start).CopyTo(buffer);
        end -= start;
        start = 0;
        if (end == buffer.Length)
        {
            Array.Resize(ref buffer, buffer.Length * 2);
        }

        var read = await source.ReadAsync(buffer.AsMemory(end), cancellationToken);
        end += read;
        return read > 0;
    }
}
