using InfluenceGrpc.Core.Tiers;
using InfluenceGrpc.Peers;

namespace InfluenceGrpc.Interop.Tests.Peers;

/// <summary>The peers that the tests of a class have asked for so far, with the bounds of the default scheme.</summary>
public sealed class RunningPeers : IAsyncLifetime
{
    private readonly Dictionary<string, Task<PeerProcess>> peers = [];

    /// <summary>The bounds, and what they say of any follower count.</summary>
    public static FollowerBands Bands { get; } = BuiltInTierSchemes.Default.Bands!;

    /// <summary>Counts at, below and above every bound, and the least and the most that there can be.</summary>
    public static ulong[] Counts { get; } =
        [0, .. Bands.Edges.ToArray().SelectMany(edge => new[] { edge - 1, edge, edge + 1 }), 10_000_000_000, (1UL << 53) + 1, ulong.MaxValue];

    /// <summary>What our own bounds say of <see cref="Counts"/>.</summary>
    public static uint[] Ordinals { get; } = [.. Counts.Select(count => (uint)Bands.Classify(count))];

    /// <summary>A peer, started when it is first asked for.</summary>
    public Task<PeerProcess> StartedAsync(string peer)
    {
        if (!peers.TryGetValue(peer, out Task<PeerProcess>? started))
        {
            peers[peer] = started = PeerProcess.StartAsync(peer, Bands.Edges.ToArray());
        }

        return started;
    }

    /// <inheritdoc/>
    public Task InitializeAsync() => Task.CompletedTask;

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        foreach (Task<PeerProcess> peer in peers.Values.Where(peer => peer.IsCompletedSuccessfully))
        {
            await (await peer).DisposeAsync();
        }
    }
}
