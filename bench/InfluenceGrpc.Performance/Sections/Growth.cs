using InfluenceGrpc.Performance.Loads;
using InfluenceGrpc.Performance.Measuring;

namespace InfluenceGrpc.Performance.Sections;

/// <summary>What a creator costs in streams of ever more creators, and in ever more streams at once.</summary>
internal sealed class Growth(PerformanceOptions options, Results results, Surroundings surroundings)
{
    private const int Chunk = 10_000;
    private static readonly long[] Sizes = [10_000, 100_000, 1_000_000, 10_000_000, 100_000_000];
    private static readonly int[] Streams = [1, 4, 16];

    /// <summary>The lengths of streams of this run, in creators, and what they are called.</summary>
    public static IEnumerable<(long Creators, string Name)> Lengths(PerformanceOptions options) =>
        Sizes.Select(size => Math.Max(Chunk, size / options.Shrinking)).Distinct().Select(size => (size, Text.Of($"streams of {size:N0} creators")));

    /// <summary>How many streams at once, and what they are called.</summary>
    public static IEnumerable<(int Count, string Name)> Concurrencies { get; } =
        [.. Streams.Select(count => (count, count == 1 ? "1 stream" : Text.Of($"{count} streams at once")))];

    /// <summary>Measures it.</summary>
    public async Task RunAsync()
    {
        if (!Lengths(options).Select(one => one.Name).Concat(Concurrencies.Select(one => one.Name)).Any(options.Wants))
        {
            return;
        }

        var server = await surroundings.PlainServerAsync();
        var channel = surroundings.Connect(server.Address);
        var kind = ChunkKinds.FollowerColumns(Chunk);
        var all = Enumerable.Range(0, Streams[^1]).Select(_ => new ChunkStream(kind, channel)).ToArray();
        var variants = Lengths(options)
            .Select(length => new Variant(length.Name, server.Id, duration => OneAfterTheOtherAsync(all[0], length.Creators / Chunk, duration)))
            .Concat(Concurrencies.Select(many => new Variant(many.Name, server.Id, duration => AtOnceAsync(all[..many.Count], duration))))
            .Select(variant => variant with { Verify = () => Task.WhenAll(all.Select(stream => stream.VerifyAsync())) });
        await new Rounds(options, results).TakeAsync("growth", [.. variants]);
    }

    // Whole streams only, so the longest take longer than is said.
    private static async Task<Counts> OneAfterTheOtherAsync(ChunkStream stream, long chunks, TimeSpan duration)
    {
        var sum = default(Counts);
        while (sum.Seconds < duration.TotalSeconds)
        {
            var one = await stream.RunAsync(TimeSpan.MaxValue, chunks);
            sum = new(sum.Items + one.Items, sum.Seconds + one.Seconds);
        }

        return sum;
    }

    private static async Task<Counts> AtOnceAsync(ChunkStream[] streams, TimeSpan duration)
    {
        var all = await Task.WhenAll(streams.Select(stream => stream.RunAsync(duration)));
        return new(all.Sum(one => one.Items), all.Max(one => one.Seconds));
    }
}
