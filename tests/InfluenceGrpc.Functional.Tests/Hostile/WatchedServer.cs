using InfluenceGrpc.Functional.Tests.Gate;
using InfluenceGrpc.Testing;
using Influence.V1;
using Microsoft.Extensions.Logging;

namespace InfluenceGrpc.Functional.Tests.Hostile;

/// <summary>
/// A server in this process of which a test wants to know that it goes on serving and has nothing to say: what hostile clients do is no
/// fault of ours, and a log that they can fill is one more thing to attack.
/// </summary>
internal sealed class WatchedServer : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly string[] Loud = [$"{LogLevel.Warning} ", $"{LogLevel.Error} ", $"{LogLevel.Critical} "];

    private readonly LogLines log;

    private WatchedServer(RunningServer server, LogLines log)
    {
        Server = server;
        this.log = log;
    }

    public RunningServer Server { get; }

    public Uri Address => Server.Address;

    /// <summary>What it may complain of, in the words of its log; null for nothing.</summary>
    public string? ExpectedComplaint { get; set; }

    /// <summary>Warnings and worse, but that of Kestrel's clock: it is late where the machine has too much to do.</summary>
    public IEnumerable<string> Complaints =>
        log.Lines.Where(line => Loud.Any(level => line.StartsWith(level, StringComparison.Ordinal)) && !line.Contains("heartbeat", StringComparison.Ordinal));

    public static async Task<WatchedServer> StartAsync(params string[] switches)
    {
        var lines = new LogLines();
        return new WatchedServer(await RunningServer.StartAsync(builder => builder.Logging.AddProvider(lines), switches), lines);
    }

    /// <summary>A call of an honest client, over a new connection.</summary>
    public Task ServesAsync() => ServesAsync(Address);

    /// <summary>A call of an honest client, over a new connection.</summary>
    public static async Task ServesAsync(Uri address)
    {
        using var channel = Grpc.Net.Client.GrpcChannel.ForAddress(address);
        var answer = await new TierService.TierServiceClient(channel).ClassifyTierAsync(new() { FollowerCount = 700 }).ResponseAsync.WaitAsync(Patience);
        Assert.NotEmpty(answer.Classifications);
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        Assert.DoesNotContain(Complaints, line => ExpectedComplaint is null || !line.Contains(ExpectedComplaint, StringComparison.Ordinal));
    }
}
