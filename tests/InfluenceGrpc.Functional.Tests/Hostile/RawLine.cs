using System.Buffers.Binary;
using System.Net.Sockets;

namespace InfluenceGrpc.Functional.Tests.Hostile;

/// <summary>A TCP connection on which every byte is written by hand. What comes back is read only when asked for.</summary>
internal sealed class RawLine : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly TcpClient client;
    private readonly NetworkStream stream;

    private RawLine(TcpClient client)
    {
        this.client = client;
        stream = client.GetStream();
    }

    /// <summary>Connects and says nothing.</summary>
    public static async Task<RawLine> ConnectAsync(Uri address)
    {
        var connected = new TcpClient { NoDelay = true };
        await connected.ConnectAsync(address.Host, address.Port).WaitAsync(Patience);
        return new RawLine(connected);
    }

    /// <summary>Connects and begins HTTP/2.</summary>
    /// <param name="address">Of the server.</param>
    /// <param name="window">How many bytes the server may send on a stream before it is told that it may send more.</param>
    public static async Task<RawLine> OpenAsync(Uri address, uint window = 65_535)
    {
        var line = await ConnectAsync(address);
        await line.SendAsync([.. Wire.Preface, .. Wire.SettingsOf((Wire.InitialWindow, window))]);
        return line;
    }

    public Task SendAsync(byte[] bytes) => SendAsync(bytes.AsMemory());

    public async Task SendAsync(ReadOnlyMemory<byte> bytes) => await stream.WriteAsync(bytes).AsTask().WaitAsync(Patience);

    /// <summary>Sends; false where the server has closed the connection.</summary>
    public async Task<bool> TrySendAsync(byte[] bytes)
    {
        try
        {
            await SendAsync(bytes);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>The next frame; null where the server has closed the connection.</summary>
    public async Task<RawFrame?> ReadAsync(TimeSpan? patience = null)
    {
        using var limit = new CancellationTokenSource(patience ?? Patience);
        try
        {
            var head = new byte[9];
            await stream.ReadExactlyAsync(head, limit.Token);
            var payload = new byte[(head[0] << 16) | BinaryPrimitives.ReadUInt16BigEndian(head.AsSpan(1))];
            await stream.ReadExactlyAsync(payload, limit.Token);
            return new RawFrame(head[3], head[4], BinaryPrimitives.ReadInt32BigEndian(head.AsSpan(5)), payload);
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>Every frame up to and with the first that is wanted, or up to the end of the connection.</summary>
    public async Task<List<RawFrame>> ReadUntilAsync(Func<RawFrame, bool> wanted)
    {
        var frames = new List<RawFrame>();
        while (await ReadAsync() is { } frame)
        {
            frames.Add(frame);
            if (wanted(frame))
            {
                break;
            }
        }

        return frames;
    }

    /// <summary>Reads whatever comes until the server closes the connection; fails where it does not.</summary>
    public async Task UntilClosedAsync()
    {
        using var limit = new CancellationTokenSource(Patience);
        var dropped = new byte[16 * 1024];
        try
        {
            while (await stream.ReadAsync(dropped, limit.Token) > 0)
            {
                // Dropped.
            }
        }
        catch (IOException)
        {
            // Reset: as closed as can be.
        }
    }

    public void Dispose() => client.Dispose();
}
