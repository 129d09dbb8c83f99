using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using InfluenceGrpc.Fuzzing.Drawing;

namespace InfluenceGrpc.Fuzzing.Calls;

/// <summary>Draws HTTP requests that are gRPC calls, or nearly.</summary>
internal sealed class FrameGenerator(CallGenerator calls)
{
    /// <summary>Behind the header that tells the type of the body.</summary>
    public const string ContentType = "content-type";

    private static readonly string[] ContentTypes =
        ["", "application/grpc+proto", "application/grpc+json", "application/grpc-web", "application/json", "application/grpc; charset=utf-8", "APPLICATION/GRPC", "text/plain", "x"];

    private static readonly string[] Timeouts =
        ["", "0S", "1n", "1S", "99999999H", "100000000H", "-1S", "1", "S", "1.5S", "1e3S", "1X", " 1S", "1S ", "9223372036854775807n", "１S"];

    private static readonly string[] Encodings = ["identity", "gzip", "deflate", "br", "snappy", "", "gzip,identity", "GZIP", "a b", "*"];

    private static readonly string[] Binaries = ["", "=", "====", "a", "ab=", "!!!!", "YWJj", "YWJj,YWJj", "YW Jj", "_-_-", "AAAA=AAAA", "\u007f"];

    private static readonly string[] Paths =
    [
        "/", "/influence.v1.TierService", "/influence.v1.TierService/", "/influence.v1.TierService/classifytier", "/influence.v1.TierService/NoSuchRpc",
        "/influence.v1.TierService/ClassifyTier/", "/influence.v1.TierService/ClassifyTier?x=1", "/%2e%2e/%41",
        "/grpc.health.v1.Health/Check", "/grpc.health.v1.Health/List", "/grpc.reflection.v1.ServerReflection/ServerReflectionInfo",
        "/grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo", "/no.such.Service/Rpc",
    ];

    /// <summary>A request: its path, its headers as lines, and its body.</summary>
    public FuzzInput Draw(Random random)
    {
        var call = calls.Draw(random);
        var path = random.Chance(0.08) ? random.Pick(Paths) : CallGenerator.NameOf(call.Rpc);
        var headers = new SortedDictionary<string, string>(StringComparer.Ordinal) { [ContentType] = "application/grpc", ["te"] = "trailers" };
        var made = new List<string>();
        var frames = call.Messages.Select(message => Frame(0, message)).ToList();
        for (var changes = random.Next(3); changes > 0; changes--)
        {
            made.Add(random.Chance(0.4) ? ChangeHeader(random, headers) : ChangeFrames(random, frames, headers));
        }

        var lines = headers.Where(header => header.Value.Length > 0 || header.Key != ContentType).Select(header => $"{header.Key}: {header.Value}");
        return new FuzzInput(path, made.Count > 0 ? string.Join(", ", made) : call.How, [Encoding.UTF8.GetBytes(string.Join('\n', lines)), [.. frames.SelectMany(frame => frame)]]);
    }

    private static string ChangeHeader(Random random, SortedDictionary<string, string> headers)
    {
        switch (random.Next(7))
        {
            case 0:
                headers[ContentType] = random.Pick(ContentTypes);
                return "another content type";
            case 1:
                headers["grpc-timeout"] = random.Pick(Timeouts);
                return "an odd time-out";
            case 2:
                headers["grpc-encoding"] = random.Pick(Encodings);
                return "an odd encoding";
            case 3:
                headers[random.Chance(0.5) ? "x-odd-bin" : "grpc-trace-bin"] = random.Pick(Binaries);
                return "binary metadata";
            case 4:
                headers[random.Pick(["authorization", "grpc-accept-encoding", "traceparent", "tracestate", "user-agent", "x-odd"])] =
                    random.Pick(["", "Bearer", "Bearer x", "Basic !!", "00-0-0-0", "00-ffffffffffffffffffffffffffffffff-ffffffffffffffff-ff", ",,,", new string('x', 4_000)]);
                return "odd metadata";
            case 5:
                headers.Remove("te");
                return "no te";
            default:
                headers["grpc-message-type"] = "x";
                headers["grpc-status"] = "99";
                return "headers of answers";
        }
    }

    private static string ChangeFrames(Random random, List<byte[]> frames, SortedDictionary<string, string> headers)
    {
        var at = random.Next(Math.Max(frames.Count, 1));
        if (frames.Count == 0)
        {
            frames.Add([]);
        }

        var frame = frames[at];
        var body = frame.Length > 5 ? frame[5..] : [];
        switch (random.Next(9))
        {
            case 0:
                frames[at] = Frame(random.Pick<byte>([1, 2, 0x7f, 0x80, 0xff]), body);
                return "another flag";
            case 1:
                frames[at] = Frame(0, body, random.Pick<uint>([0, 1, (uint)body.Length + 1, (uint)Math.Max(0, body.Length - 1), 8 * 1024 * 1024, (8 * 1024 * 1024) + 1, int.MaxValue, uint.MaxValue]));
                return "another length";
            case 2:
                frames[at] = frame[..random.Next(frame.Length + 1)];
                return "cut off";
            case 3:
                frames.Insert(random.Next(frames.Count + 1), frame);
                return "a message twice";
            case 4:
                frames.Add([.. Enumerable.Repeat((byte)random.Next(256), random.Next(1, 20))]);
                return "bytes behind";
            case 5:
                headers["grpc-encoding"] = "gzip";
                frames[at] = Frame(1, Gzip(body));
                return "compressed";
            case 6:
                headers["grpc-encoding"] = random.Chance(0.7) ? "gzip" : "deflate";
                frames[at] = Frame(1, random.Chance(0.5) ? ByteMutator.Mutate(random, Gzip(body), body) : body);
                return "compressed, and broken";
            case 7:
                frames[at] = ByteMutator.Mutate(random, frame, frame);
                return "bytes changed";
            default:
                frames.Clear();
                return "no body";
        }
    }

    private static byte[] Frame(byte flag, byte[] message) => Frame(flag, message, (uint)message.Length);

    private static byte[] Frame(byte flag, byte[] message, uint length)
    {
        var frame = new byte[5 + message.Length];
        frame[0] = flag;
        BinaryPrimitives.WriteUInt32BigEndian(frame.AsSpan(1), length);
        message.CopyTo(frame, 5);
        return frame;
    }

    private static byte[] Gzip(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(bytes);
        }

        return packed.ToArray();
    }
}
