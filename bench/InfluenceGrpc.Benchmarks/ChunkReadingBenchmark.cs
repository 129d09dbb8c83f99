using BenchmarkDotNet.Attributes;
using Google.Protobuf;
using Influence.V1;
using InfluenceGrpc.Server.Bulk;

namespace InfluenceGrpc.Benchmarks;

/// <summary>Reading a chunk of a stream: the way of chunks in bulk, beside the message that the official library makes of it.</summary>
[InProcess] // A project of its own, as is usual, would build the server anew, contract and all.
[MemoryDiagnoser]
public class ChunkReadingBenchmark
{
    private const int Count = 10_000;

    private byte[] chunk = null!;

    /// <summary>What the chunk has.</summary>
    [Params("follower counts", "ids")]
    public string Of { get; set; } = "";

    [GlobalSetup]
    public void Write()
    {
        var random = new Random(1);
        var items = Of == "ids"
            ? new Items { Ids = new() { CreatorIds_ = { Enumerable.Range(0, Count).Select(_ => $"creator-{random.Next(100_000):D8}") } } }
            : new Items { Followers = new() { Followers = { Enumerable.Range(0, Count).Select(_ => (ulong)(1_000 * Math.Exp(random.NextDouble() * 9))) } } };
        chunk = new StreamClassifyTiersRequest { Chunk = new() { Sequence = 1, Items = items } }.ToByteArray();
    }

    [Benchmark(OperationsPerInvoke = Count, Description = "BulkChunk.Read")]
    public ulong Bulk()
    {
        var read = BulkChunk.Read(chunk)!;
        using (read.Items)
        {
            return read.Sequence;
        }
    }

    [Benchmark(OperationsPerInvoke = Count, Baseline = true, Description = "StreamClassifyTiersRequest.Parser")]
    public ulong Message() => StreamClassifyTiersRequest.Parser.ParseFrom(chunk).Chunk.Sequence;
}
