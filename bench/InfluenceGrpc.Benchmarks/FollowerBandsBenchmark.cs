using BenchmarkDotNet.Attributes;
using InfluenceGrpc.Core.Tiers;

namespace InfluenceGrpc.Benchmarks;

/// <summary>
/// The inner loop of tier classification, 10,000 follower counts under the scheme with most bounds, beside the two
/// ways that one would write first.
/// </summary>
[MemoryDiagnoser]
public class FollowerBandsBenchmark
{
    private const int Count = 10_000;

    private readonly FollowerBands bands = BuiltInTierSchemes.All.Single(scheme => scheme.Id == "tagger").Bands!;
    private readonly ulong[] edges;
    private readonly ulong[] followers = new ulong[Count];
    private readonly byte[] ordinals = new byte[Count];
    private readonly float[] margins = new float[Count];

    public FollowerBandsBenchmark()
    {
        edges = bands.Edges.ToArray();
        var random = new Random(1);
        for (var i = 0; i < Count; i++)
        {
            // Spread evenly in ln(followers) from 1,000 to 8,000,000.
            followers[i] = (ulong)(1_000 * Math.Exp(random.NextDouble() * Math.Log(8_000)));
        }
    }

    [Benchmark(OperationsPerInvoke = Count, Description = "FollowerBands.Classify, a vector at a time")]
    public byte Vectors()
    {
        bands.Classify(followers, ordinals);
        return ordinals[^1];
    }

    [Benchmark(OperationsPerInvoke = Count, Baseline = true, Description = "one at a time, counting bounds")]
    public byte OneByOne()
    {
        for (var i = 0; i < followers.Length; i++)
        {
            ordinals[i] = bands.Classify(followers[i]);
        }

        return ordinals[^1];
    }

    [Benchmark(OperationsPerInvoke = Count, Description = "binary search")]
    public byte BinarySearch()
    {
        for (var i = 0; i < followers.Length; i++)
        {
            var found = Array.BinarySearch(edges, followers[i]);
            ordinals[i] = (byte)(found >= 0 ? found + 1 : ~found);
        }

        return ordinals[^1];
    }

    [Benchmark(OperationsPerInvoke = Count, Description = "FollowerBands.Margins")]
    public float Margins()
    {
        bands.Margins(followers, margins);
        return margins[^1];
    }
}
