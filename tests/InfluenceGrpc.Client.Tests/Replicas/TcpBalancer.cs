using System.Net;
using System.Net.Sockets;

namespace InfluenceGrpc.Client.Tests.Replicas;

/// <summary>A balancer of connections, as stand before servers: it gives each new one to the next server, and knows no calls.</summary>
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
                var all = servers;
                carried.Add(CarryAsync(client, all[(Interlocked.Increment(ref accepted) - 1) % all.Length]));
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(carried);
        }
    }

    private async Task CarryAsync(TcpClient client, Uri address)
    {
        using var near = client;
        using var far = new TcpClient { NoDelay = true };
        near.NoDelay = true;
        try
        {
            await far.ConnectAsync(address.Host, address.Port, ending.Token);
            var (left, right) = (near.GetStream(), far.GetStream());
            await Task.WhenAny(left.CopyToAsync(right, ending.Token), right.CopyToAsync(left, ending.Token)).Unwrap();
        }
        catch (Exception fault) when (fault is IOException or SocketException or OperationCanceledException)
        {
            // Either end may go at any time; both connections end with it.
        }
    }
}
