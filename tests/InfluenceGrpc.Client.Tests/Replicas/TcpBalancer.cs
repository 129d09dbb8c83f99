using System.Net;
using System.Net.Sockets;

namespace InfluenceGrpc.Client.Tests.Replicas;

/// <summary>
/// A balancer of connections, as stand before servers: it gives each new one to the next server, and knows no calls. The turn is
/// taken when something comes over the connection: clients keep some in reserve, and were those to take a turn as well, all that are
/// used could fall to one server.
/// </summary>
internal sealed class TcpBalancer : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource ending = new();
    private readonly Task accepting;
    private volatile Uri[] servers;
    private int accepted;

    public TcpBalancer(params Uri[] servers)
    {
        this.servers = servers;
        listener.Start();
        Address = new Uri($"http://{listener.LocalEndpoint}");
        accepting = AcceptAsync();
    }

    public Uri Address { get; }

    public int Accepted => Volatile.Read(ref accepted);

    public void Become(params Uri[] now) => servers = now;

    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        listener.Stop();
        await accepting.WaitAsync(Patience);
        ending.Dispose();
    }

    private async Task AcceptAsync()
    {
        var carried = new List<Task>();
        try
        {
            while (true)
            {
                var client = await listener.AcceptTcpClientAsync(ending.Token);
                carried.Add(CarryAsync(client));
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(carried);
        }
    }

    private async Task CarryAsync(TcpClient client)
    {
        using var near = client;
        using var far = new TcpClient { NoDelay = true };
        near.NoDelay = true;
        try
        {
            var left = near.GetStream();
            var begun = new byte[4096];
            var length = await left.ReadAsync(begun, ending.Token);
            if (length == 0)
            {
                return;
            }

            var all = servers;
            var address = all[(Interlocked.Increment(ref accepted) - 1) % all.Length];
            await far.ConnectAsync(address.Host, address.Port, ending.Token);
            var right = far.GetStream();
            await right.WriteAsync(begun.AsMemory(0, length), ending.Token);
            await Task.WhenAny(left.CopyToAsync(right, ending.Token), right.CopyToAsync(left, ending.Token)).Unwrap();
        }
        catch (Exception fault) when (fault is IOException or SocketException or OperationCanceledException)
        {
            // Either end may go at any time; both connections end with it.
        }
    }
}
