using System.Text;
using System.Text.Unicode;

namespace InfluenceGrpc.Cli.Input;

/// <summary>
/// Text of unknown encoding: told by its byte order mark; without one UTF-16 by its zero bytes, UTF-8 where the first MiB
/// is valid as such, and else Windows-1252, as older spreadsheets write it.
/// </summary>
internal sealed class InputText : IDisposable
{
    private const int SampleBytes = 1 << 20;
    private const int ReaderBuffer = 1 << 16;

    private readonly InputBytes bytes;

    private InputText(InputBytes bytes, Encoding encoding, bool hasMark)
    {
        this.bytes = bytes;
        Encoding = encoding;
        HasMark = hasMark;
        Reader = new StreamReader(bytes, encoding, detectEncodingFromByteOrderMarks: false, ReaderBuffer);
    }

    public Encoding Encoding { get; }

    /// <summary>Whether it began with a byte order mark, which <see cref="Reader"/> leaves out.</summary>
    public bool HasMark { get; }

    public TextReader Reader { get; }

    /// <summary>Bytes read so far, and in all where that is known.</summary>
    public long BytesRead => bytes.BytesRead;

    public long? BytesTotal => bytes.BytesTotal;

    public static async Task<InputText> OpenAsync(Stream stream, CancellationToken cancellationToken)
    {
        var input = new InputBytes(stream);
        var sample = await input.PeekAsync(SampleBytes, cancellationToken);
        var (encoding, markLength) = Detect(sample.Span, wholeText: sample.Length < SampleBytes);
        input.Skip(markLength);
        return new InputText(input, encoding, markLength > 0);
    }

    public void Dispose()
    {
        Reader.Dispose();
        bytes.Dispose();
    }

    private static (Encoding Encoding, int MarkLength) Detect(ReadOnlySpan<byte> sample, bool wholeText)
    {
        return sample switch
        {
            [0xEF, 0xBB, 0xBF, ..] => (Encoding.UTF8, 3),
            [0xFF, 0xFE, 0, 0, ..] => (Encoding.UTF32, 4),
            [0xFF, 0xFE, ..] => (Encoding.Unicode, 2),
            [0xFE, 0xFF, ..] => (Encoding.BigEndianUnicode, 2),
            _ when IsMostlyZero(sample, 1) => (Encoding.Unicode, 0),
            _ when IsMostlyZero(sample, 0) => (Encoding.BigEndianUnicode, 0),
            _ when Utf8.IsValid(wholeText ? sample : WholeCharacters(sample)) => (Encoding.UTF8, 0),
            _ => (CodePagesEncodingProvider.Instance.GetEncoding(1252)!, 0),
        };
    }

    // Every other byte of UTF-16 is zero where the text is in a western language.
    private static bool IsMostlyZero(ReadOnlySpan<byte> sample, int from)
    {
        var zeros = 0;
        var length = Math.Min(sample.Length, 4096) & ~1;
        for (var i = from; i < length; i += 2)
        {
            zeros += sample[i] == 0 ? 1 : 0;
        }

        return zeros > length / 4 && zeros > 0;
    }

    // Without the character that the end of the sample may have cut.
    private static ReadOnlySpan<byte> WholeCharacters(ReadOnlySpan<byte> sample)
    {
        var end = sample.Length;
        while (end > sample.Length - 4 && end > 0 && (sample[end - 1] & 0xC0) == 0x80)
        {
            end--;
        }

        return end > 0 && sample[end - 1] >= 0xC0 ? sample[..(end - 1)] : sample[..end];
    }
}
