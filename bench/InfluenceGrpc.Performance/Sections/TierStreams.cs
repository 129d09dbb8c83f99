using InfluenceGrpc.Performance.Loads;
using InfluenceGrpc.Performance.Measuring;
using InfluenceGrpc.Performance.Peers;

namespace InfluenceGrpc.Performance.Sections;

/// <summary>Tiers of follower counts in streams: our server, its client library, and what one would write first on each other stack.</summary>
internal sealed class TierStreams(PerformanceOptions options, Results results, Surroundings surroundings)
{
    /// <summary>Creators in a chunk of columns.</summary>
    public const int Columns = 10_000;

    /// <summary>Creators in a chunk of rows, or in a request of the JSON API.</summary>
    public const int Rows = 500;

    /// <summary>Our server, columns.</summary>
    public const string Ours = "StreamClassifyTiers, follower columns";

    /// <summary>Our server, rows.</summary>
    public const string OurRows = "StreamClassifyTiers, rows";

    /// <summary>Our server, columns, through our client library.</summary>
    public const string Client = "StreamClassifyTiers, follower columns, C# client";

    /// <summary>The JSON API.</summary>
    public const string Json = "JSON API, POST /tiers";

    private static IEnumerable<string> AllNames => [Ours, OurRows, Client, Json, .. Peer.OfGrpc.Select(RowsOf), .. Peer.OfGrpc.Select(ColumnsOf)];

    /// <summary>A peer, columns.</summary>
    public static string ColumnsOf(Peer peer) => $"{peer.Name}, follower columns";

    /// <summary>A peer, rows.</summary>
    public static string RowsOf(Peer peer) => $"{peer.Name}, rows";

    /// <summary>Measures them.</summary>
    public async Task RunAsync()
    {
        if (!AllNames.Any(options.Wants))
        {
            return;
        }

        var server = await surroundings.PlainServerAsync();
        var channel = surroundings.Connect(server.Address);
        using var client = new ClientColumns(server.Address);
        var (columns, rows) = (ChunkKinds.FollowerColumns(Columns), ChunkKinds.FollowerRows(Rows));
        var variants = new List<Variant>
        {
            Surroundings.Stream(Ours, server.Id, channel, columns),
            Surroundings.Stream(OurRows, server.Id, channel, rows),
            new(Client, server.Id, client.RunAsync) { Verify = client.VerifyAsync },
        };
        foreach (var peer in Peer.OfGrpc)
        {
            if (await surroundings.PeerAsync(peer, RowsOf(peer), ColumnsOf(peer)) is { } process)
            {
                var toPeer = surroundings.Connect(process.Address);
                variants.Add(Surroundings.Stream(RowsOf(peer), process.Id, toPeer, rows));
                variants.Add(Surroundings.Stream(ColumnsOf(peer), process.Id, toPeer, columns));
            }
        }

        if (await surroundings.PeerAsync(Peer.Json, Json) is { } api)
        {
            var load = surroundings.Keep(new JsonRows(api.Address, Rows));
            variants.Add(new(Json, api.Id, load.RunAsync) { Verify = load.VerifyAsync });
        }

        await new Rounds(options, results).TakeAsync("streams of follower counts", variants);
    }
}
