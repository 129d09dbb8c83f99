using System.Buffers.Binary;
using System.Buffers.Text;
using System.Net.Sockets;
using System.Text;
using Google.Protobuf;
using InfluenceGrpc.Functional.Tests.Hostile;

namespace InfluenceGrpc.Functional.Tests.Memory;

/// <summary>A connection that makes one unary call after the other out of the same bytes, and allocates nothing for it: what is allocated
/// meanwhile is the server's.</summary>
internal sealed class CallLine : IDisposable
{
    private const int Patience = 20_000;
    private const int FrameHeader = 9;

    private readonly Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)
    {
        NoDelay = true, SendTimeout = Patience, ReceiveTimeout = Patience,
    };

    /// <summary>Where a request has this, each call has a number of its own.</summary>
    public const string Different = "########";

    private readonly byte[] call;
    private readonly int differentAt;
    private readonly int dataAt;
    private readonly byte[] received = new byte[64 * 1024];
    private int stream = -1;

    public CallLine(Uri server, string path, IMessage request)
    {
        var headers = Wire.Call(1, path);
        call = [.. headers, .. Wire.DataOf(1, Wire.Message(request), end: true)];
        dataAt = headers.Length;
        differentAt = call.AsSpan().IndexOf(Encoding.ASCII.GetBytes(Different));
        socket.Connect(server.Host, server.Port);
        socket.Send([.. Wire.Preface, .. Wire.SettingsOf(), .. Wire.Window(0, int.MaxValue - 65_535)]);
    }

    /// <summary>Makes a call and reads its answer to the end.</summary>
    /// <returns>Bytes of the answer's message, its prefix of gRPC included.</returns>
    /// <exception cref="InvalidOperationException">The stream or connection was ended instead.</exception>
    public int Ask()
    {
        stream += 2;
        BinaryPrimitives.WriteInt32BigEndian(call.AsSpan(5), stream);
        BinaryPrimitives.WriteInt32BigEndian(call.AsSpan(dataAt + 5), stream);
        if (differentAt >= 0)
        {
            Utf8Formatter.TryFormat(stream, call.AsSpan(differentAt, Different.Length), out _, new('D', (byte)Different.Length));
        }

        socket.Send(call);
        var bytes = 0;
        while (true)
        {
            Receive(FrameHeader);
            var (type, flags) = (received[3], received[4]);
            var length = (received[0] << 16) | BinaryPrimitives.ReadUInt16BigEndian(received.AsSpan(1));
            var isMine = BinaryPrimitives.ReadInt32BigEndian(received.AsSpan(5)) == stream;
            Receive(length);
            bytes += isMine && type == Wire.Data ? length : 0;
            if (type is Wire.GoAway || (isMine && type == Wire.ResetStream))
            {
                throw new InvalidOperationException($"The server ended it, with a frame of type {type}.");
            }

            if (isMine && type == Wire.Headers && (flags & Wire.EndStream) != 0)
            {
                return bytes;
            }
        }
    }

    public void Dispose() => socket.Dispose();

    private void Receive(int length)
    {
        for (var at = 0; at < length;)
        {
            var read = socket.Receive(received.AsSpan(at, length - at));
            at += read > 0 ? read : throw new InvalidOperationException("The server closed the connection.");
        }
    }
}
