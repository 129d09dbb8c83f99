using System.Buffers.Binary;
using System.Text;
using Google.Protobuf;

namespace InfluenceGrpc.Functional.Tests.Hostile;

/// <summary>Writes frames of HTTP/2 and gRPC by hand, so that they can be wrong.</summary>
internal static class Wire
{
    public const byte Data = 0;
    public const byte Headers = 1;
    public const byte Priority = 2;
    public const byte ResetStream = 3;
    public const byte Settings = 4;
    public const byte Ping = 6;
    public const byte GoAway = 7;
    public const byte WindowUpdate = 8;
    public const byte Continuation = 9;

    public const byte EndStream = 1;
    public const byte EndHeaders = 4;

    public const ushort InitialWindow = 4;
    public const ushort HeaderTableSize = 1;

    public static readonly byte[] Preface = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8.ToArray();

    /// <summary>Any frame.</summary>
    public static byte[] Frame(byte type, byte flags, int stream, ReadOnlySpan<byte> payload)
    {
        var frame = new byte[9 + payload.Length];
        frame[0] = (byte)(payload.Length >> 16);
        BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(1), (ushort)payload.Length);
        frame[3] = type;
        frame[4] = flags;
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(5), stream);
        payload.CopyTo(frame.AsSpan(9));
        return frame;
    }

    /// <summary>The HEADERS frame that begins a gRPC call.</summary>
    public static byte[] Call(int stream, string path, bool end = false, params (string Name, string Value)[] more) =>
        Frame(Headers, (byte)(EndHeaders | (end ? EndStream : 0)), stream, CallHeaders(path, more));

    /// <summary>The headers of a gRPC call, each written out.</summary>
    public static byte[] CallHeaders(string path, params (string Name, string Value)[] more)
    {
        using var block = new MemoryStream();
        foreach (var (name, value) in (IEnumerable<(string, string)>)
            [(":method", "POST"), (":scheme", "http"), (":path", path), (":authority", "localhost"), ("content-type", "application/grpc"), ("te", "trailers"), .. more])
        {
            block.Write(Header(name, value));
        }

        return block.ToArray();
    }

    /// <summary>One header, written out; <paramref name="indexed"/>: and kept in the table of headers.</summary>
    public static byte[] Header(string name, string value, bool indexed = false)
    {
        using var header = new MemoryStream();
        header.WriteByte(indexed ? (byte)0x40 : (byte)0);
        Text(name);
        Text(value);
        return header.ToArray();

        void Text(string text)
        {
            Number(text.Length, 127);
            header.Write(Encoding.ASCII.GetBytes(text));
        }

        void Number(int value, int prefix)
        {
            if (value < prefix)
            {
                header.WriteByte((byte)value);
                return;
            }

            header.WriteByte((byte)prefix);
            for (value -= prefix; value >= 128; value >>= 7)
            {
                header.WriteByte((byte)(value | 128));
            }

            header.WriteByte((byte)value);
        }
    }

    public static byte[] DataOf(int stream, ReadOnlySpan<byte> bytes, bool end = false) => Frame(Data, end ? EndStream : (byte)0, stream, bytes);

    public static byte[] Reset(int stream, uint code = 8)
    {
        var payload = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(payload, code);
        return Frame(ResetStream, 0, stream, payload);
    }

    public static byte[] Window(int stream, int by)
    {
        var payload = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(payload, by);
        return Frame(WindowUpdate, 0, stream, payload);
    }

    public static byte[] SettingsOf(params (ushort Id, uint Value)[] settings)
    {
        var payload = new byte[6 * settings.Length];
        for (var i = 0; i < settings.Length; i++)
        {
            BinaryPrimitives.WriteUInt16BigEndian(payload.AsSpan(6 * i), settings[i].Id);
            BinaryPrimitives.WriteUInt32BigEndian(payload.AsSpan((6 * i) + 2), settings[i].Value);
        }

        return Frame(Settings, 0, 0, payload);
    }

    /// <summary>A message with the prefix of gRPC before it.</summary>
    public static byte[] Message(IMessage message, byte flag = 0) => Message(message.ToByteArray(), flag);

    /// <summary>Bytes with the prefix of gRPC before them.</summary>
    public static byte[] Message(byte[] bytes, byte flag = 0) => [.. Prefix(flag, (uint)bytes.Length), .. bytes];

    /// <summary>The prefix of a message of gRPC, whatever follows it.</summary>
    public static byte[] Prefix(byte flag, uint length)
    {
        var prefix = new byte[5];
        prefix[0] = flag;
        BinaryPrimitives.WriteUInt32BigEndian(prefix.AsSpan(1), length);
        return prefix;
    }
}
