using System.Text;

namespace InfluenceGrpc.Functional.Tests.Hostile;

/// <summary>What a hostile client may send on and on: each makes the next piece of a flood, from its number.</summary>
internal static class Floods
{
    private const string Classify = "/influence.v1.TierService/ClassifyTier";
    private const string Stream = "/influence.v1.TierService/StreamClassifyTiers";

    // Enough frames a piece that the flood is the server's work and not the sender's.
    private const int FramesAPiece = 50;

    /// <summary>Sent on a connection that has begun HTTP/2.</summary>
    public static readonly IReadOnlyDictionary<string, Func<int, byte[]>> Frames = new Dictionary<string, Func<int, byte[]>>(StringComparer.Ordinal)
    {
        ["pings"] = _ => Many(_ => Wire.Frame(Wire.Ping, 0, 0, new byte[8])),
        ["settings"] = _ => Many(_ => Wire.SettingsOf((Wire.InitialWindow, 65_535))),
        ["settings that change the windows of open streams"] = piece => piece == 0
            ? Many(i => Wire.Call((2 * i) + 1, Stream))
            : Many(i => Wire.SettingsOf((Wire.InitialWindow, (uint)(i * 997)))),
        ["settings that change the table of headers"] = piece => Many(i => Wire.SettingsOf((Wire.HeaderTableSize, i % 2 == 0 ? 0 : uint.MaxValue))),
        ["window updates of a byte"] = piece => piece == 0 ? Wire.Call(1, Stream) : Many(i => Wire.Window(i % 2, 1)),
        ["window updates beyond all bounds"] = _ => Wire.Window(0, int.MaxValue),
        ["window updates of nothing"] = _ => Wire.Window(0, 0),
        ["priorities"] = _ => Many(i => Wire.Frame(Wire.Priority, 0, (2 * i) + 1, new byte[5])),
        ["empty data"] = piece => piece == 0 ? Wire.Call(1, Stream) : Many(_ => Wire.DataOf(1, [])),
        ["data of a byte"] = piece => piece == 0 ? [.. Wire.Call(1, Stream), .. Wire.DataOf(1, Wire.Prefix(0, 8_000_000))] : Many(_ => Wire.DataOf(1, [1])),
        ["data beyond the window"] = piece => piece == 0 ? Wire.Call(1, Classify) : Wire.DataOf(1, new byte[16_000]),
        ["data on no stream"] = _ => Wire.DataOf(0, [1]),
        ["data on a stream that is not there"] = _ => Wire.DataOf(77, [1]),
        ["resets"] = piece => Many(i => [.. Wire.Call(Number(piece, i), Classify), .. Wire.Reset(Number(piece, i))]),
        ["resets of streams"] = piece => Many(i => [.. Wire.Call(Number(piece, i), Stream), .. Wire.DataOf(Number(piece, i), Wire.Prefix(0, 100)), .. Wire.Reset(Number(piece, i))]),
        ["resets of streams that are not there"] = _ => Many(i => Wire.Reset((2 * i) + 1)),
        ["errors that make the server reset"] = piece => Many(i => [.. Wire.Call(Number(piece, i), Classify), .. Wire.Window(Number(piece, i), 0)]),
        ["streams beyond the limit"] = piece => Many(i => Wire.Call(Number(piece, i), Stream)),
        ["streams with even numbers"] = piece => Wire.Call(2, Stream),
        ["streams that go back"] = piece => [.. Wire.Call(9, Stream), .. Wire.Call(1, Stream)],
        ["headers, many"] = piece => Wire.Frame(Wire.Headers, 5, (2 * piece) + 1, [.. Wire.CallHeaders(Classify), .. Repeated(Wire.Header("a", "b"), 2_000)]),
        ["headers, large"] = piece => Large(piece),
        ["headers without an end"] = piece => piece == 0
            ? Wire.Frame(Wire.Headers, 0, 1, Wire.CallHeaders(Classify))
            : Many(_ => Wire.Frame(Wire.Continuation, 0, 1, Wire.Header("a", "b"))),
        ["headers without an end, empty"] = piece => piece == 0
            ? Wire.Frame(Wire.Headers, 0, 1, Wire.CallHeaders(Classify))
            : Many(_ => Wire.Frame(Wire.Continuation, 0, 1, [])),
        ["headers of the table over and over"] = piece => piece == 0
            ? Wire.Frame(Wire.Headers, 5, 1, [.. Wire.CallHeaders(Classify), .. Wire.Header("bomb", new string('x', 3_900), indexed: true)])
            : Wire.Frame(Wire.Headers, 5, (2 * piece) + 1, [.. Wire.CallHeaders(Classify), .. Repeated([0xbe], 8_000)]),
        ["headers that fill the table"] = piece => Wire.Frame(
            Wire.Headers, 5, (2 * piece) + 1, [.. Wire.CallHeaders(Classify), .. Enumerable.Range(0, 60).SelectMany(i => Wire.Header($"h{piece}-{i}", "x", indexed: true))]),
        ["a table larger than allowed"] = _ => Wire.Frame(Wire.Headers, 5, 1, [0x3f, 0xff, 0xff, 0xff, 0x07]),
        ["a header that the table does not have"] = _ => Wire.Frame(Wire.Headers, 5, 1, [0xff, 0x80, 0x80, 0x01]),
        ["a number without an end"] = _ => Wire.Frame(Wire.Headers, 5, 1, [0x7f, .. Repeated([0xff], 100)]),
        ["a Huffman code of nothing"] = _ => Wire.Frame(Wire.Headers, 5, 1, [0x00, 0x84, 0xff, 0xff, 0xff, 0xff]),
        ["a call without a path"] = piece => Wire.Frame(Wire.Headers, 5, (2 * piece) + 1, Wire.Header(":method", "POST")),
        ["frames of no known type"] = _ => Many(_ => Wire.Frame(0xbb, 0xff, 1, new byte[100])),
        ["a frame larger than allowed"] = _ => Wire.Frame(Wire.Data, 0, 1, new byte[60_000]),
        ["goodbyes"] = _ => Many(_ => Wire.Frame(Wire.GoAway, 0, 0, new byte[8])),
    };

    /// <summary>Those after which a connection is closed, by the rules of HTTP/2 or by those of the server.</summary>
    public static readonly IReadOnlySet<string> Fatal = new HashSet<string>(StringComparer.Ordinal)
    {
        "window updates beyond all bounds", "data on no stream", "data on a stream that is not there", "streams with even numbers",
        "streams that go back", "headers, many", "headers, large", "headers without an end", "headers without an end, empty",
        "headers of the table over and over", "a table larger than allowed", "a header that the table does not have",
        "a number without an end", "a Huffman code of nothing", "a frame larger than allowed", "errors that make the server reset",
    };

    /// <summary>Sent as the first bytes of a connection.</summary>
    public static readonly IReadOnlyDictionary<string, byte[]> Beginnings = new Dictionary<string, byte[]>(StringComparer.Ordinal)
    {
        ["HTTP/1.1"] = Encoding.ASCII.GetBytes("POST /influence.v1.TierService/ClassifyTier HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n"),
        ["HTTP/1.1 without an end"] = Encoding.ASCII.GetBytes("GET /" + new string('a', 100_000)),
        ["a preface that goes wrong"] = Encoding.ASCII.GetBytes("PRI * HTTP/2.0\r\n\r\nSM\r\nXX" + new string('x', 100)),
        ["zeros"] = new byte[100_000],
        ["a preface twice"] = [.. Wire.Preface, .. Wire.Preface, .. Wire.Preface],
    };

    /// <summary>Sent as the first bytes of a connection, which stays open until its time without calls is up: they may yet become something.</summary>
    public static readonly IReadOnlyDictionary<string, byte[]> OpenBeginnings = new Dictionary<string, byte[]>(StringComparer.Ordinal)
    {
        ["a hello of TLS"] = [0x16, 0x03, 0x01, 0x02, 0x00, 0x01, 0x00, 0x01, 0xfc, 0x03, 0x03, .. new byte[500]],
        ["a preface without settings"] = [.. Wire.Preface, .. Wire.Frame(Wire.Ping, 0, 0, new byte[8])],
    };

    private static int Number(int piece, int frame) => (2 * ((piece * FramesAPiece) + frame)) + 1;

    private static byte[] Many(Func<int, byte[]> frame) => [.. Enumerable.Range(0, FramesAPiece).SelectMany(frame)];

    private static byte[] Repeated(byte[] bytes, int times) => [.. Enumerable.Repeat(bytes, times).SelectMany(once => once)];

    // 15 kB a header, in as many frames as it takes.
    private static byte[] Large(int piece)
    {
        var stream = (2 * piece) + 1;
        return
        [
            .. Wire.Frame(Wire.Headers, 0, stream, Wire.CallHeaders(Classify)),
            .. Enumerable.Range(0, 10).SelectMany(i => Wire.Frame(Wire.Continuation, i == 9 ? Wire.EndHeaders : (byte)0, stream, Wire.Header("large", new string('x', 15_000)))),
        ];
    }
}
