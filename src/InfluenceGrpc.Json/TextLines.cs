namespace InfluenceGrpc.Json;

/// <summary>Where the lines of a text end.</summary>
internal sealed class TextLines
{
    private readonly List<int> ends = [];

    public TextLines(ReadOnlySpan<byte> text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == (byte)'\n')
            {
                ends.Add(i);
            }
        }
    }

    /// <summary>Number of the line, from 1, on which a byte stands.</summary>
    public int At(long position)
    {
        var at = ends.BinarySearch((int)position);
        return (at < 0 ? ~at : at) + 1;
    }
}
