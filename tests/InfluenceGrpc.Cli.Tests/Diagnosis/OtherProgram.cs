using System.Net;
using System.Net.Sockets;
using System.Text;

namespace InfluenceGrpc.Cli.Tests.Diagnosis;

/// <summary>A program that listens and speaks something else: it greets whoever connects, and hangs up.</summary>
internal sealed class OtherProgram : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly Task serving;

    /// <summary>Starts it on a free port.</summary>
    public OtherProgram(string greeting)
    {
        listener.Start();
        serving = ServeAsync(Encoding.ASCII.GetBytes(greeting));
    }

    /// <summary>Where it listens.</summary>
    public string Authority => listener.LocalEndpoint.ToString()!;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        listener.Stop();
        await serving.WaitAsync(TimeSpan.FromSeconds(10));
        listener.Dispose();
    }

    private async Task ServeAsync(byte[] greeting)
    {
        while (true)
        {
            try
            {
                using var caller = await listener.AcceptTcpClientAsync();
                await caller.GetStream().WriteAsync(greeting);
            }
            catch (Exception fault) when (fault is SocketException { SocketErrorCode: SocketError.OperationAborted or SocketError.InvalidArgument } or InvalidOperationException)
            {
                return;
            }
            catch (IOException)
            {
                // Whoever called has gone.
            }
        }
    }
}
