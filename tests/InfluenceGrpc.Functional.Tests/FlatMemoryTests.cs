using Grpc.Net.Client;
using InfluenceGrpc.Testing;

namespace InfluenceGrpc.Functional.Tests;

/// <summary>The server's memory does not grow with the length of a stream.</summary>
public sealed class FlatMemoryTests
{
    private const int ChunkItems = 10_000;

    [Fact]
    public async Task StreamClassifyTiers_MillionsOfRows_MemoryStaysFlat()
    {
        await using var server = await ServerProcess.StartAsync();
        using var channel = GrpcChannel.ForAddress(server.Address);
        using var stream = new TierStream(channel);
        await stream.ConfigureAsync("iab-uk", "harvard-media");
        await stream.AcceptedAsync();

        // The first two million warm up: code is compiled and the heap finds its size.
        long settled = 0;
        var next = await PumpAsync(stream, from: 1, rows: 2_000_000, _ => settled = Math.Max(settled, server.ResidentBytes));
        long peak = 0;
        await PumpAsync(stream, next, rows: 16_000_000, _ => peak = Math.Max(peak, server.ResidentBytes));

        await stream.CompleteAsync();
        Assert.Equal(18_000_000u, (await stream.SummaryAsync()).Ok);

        // Had the rows been kept, as 8-byte numbers alone, 128 MB would have come on top; the heap breathes by some 30.
        Assert.True(peak < settled + (64 * 1024 * 1024), $"{settled >> 20} MB at the peak of 2 million rows, {peak >> 20} MB at the peak of 16 more.");
        Assert.Equal(0, await server.TerminateAsync());
    }

    private static async Task<ulong> PumpAsync(TierStream stream, ulong from, int rows, Action<ulong> onAnswer)
    {
        var until = from + (ulong)(rows / ChunkItems);
        var followers = Enumerable.Range(0, ChunkItems).Select(i => (ulong)i * 997).ToArray();
        var sending = Task.Run(async () =>
        {
            for (var sequence = from; sequence < until; sequence++)
            {
                await stream.SendAsync(sequence, followers);
            }
        });
        for (var sequence = from; sequence < until; sequence++)
        {
            var result = await stream.ResultAsync();
            Assert.Equal(sequence, result.Sequence);
            Assert.Equal((uint)ChunkItems, result.Tiers.ItemCount);
            onAnswer(sequence);
        }

        await sending;
        return until;
    }
}
