using Google.Protobuf;
using Grpc.Core;
using Influence.V1;
using InfluenceGrpc.Client.Streaming;
using InfluenceGrpc.Testing;

namespace InfluenceGrpc.Client.Tests.Columns;

/// <summary>What a chunk takes of memory does not grow with its creators.</summary>
public sealed class ColumnMemoryTests
{
    private const int Items = 10_000;

    // From the caller's block to the message that goes, and from the message that comes to the caller's column.
    [Fact]
    public void Chunk_FollowerCounts_TakesNoMemoryForACreator()
    {
        var shape = new TierColumnsShape(new NoCalls(), new ClassifyStreamOptions());
        shape.Accept(new StreamAccepted { TierSchemes = { Scheme(5), Scheme(64) } });
        ulong[] counts = [.. Enumerable.Range(0, Items).Select(i => (ulong)i * 997)];
        var answer = Answer();
        var sent = new WrittenPayload();
        ulong sequence = 0;

        var allocated = Allocated.By(() =>
        {
            shape.Batch.Take(counts);
            Assert.True(shape.Batch.Fill(new ChunkLimits(Items, 1 << 20)));
            var held = shape.Batch.Seal(++sequence);
            TierRequest.Write(held.Message, sent);
            var chunk = shape.Take(held, TierResponse.Read(new MessagePayload(answer, pieces: 2)));
            shape.Delivered(chunk);
            held.Message.Dispose();
            Assert.Equal((Items, (byte)5, (byte)64), (chunk.Count, chunk.OrdinalsOf(0)[Items - 1], chunk.OrdinalsOf(1)[Items - 1]));
            chunk.Release();
        });

        Assert.InRange(allocated, 0, 1_500);
        Assert.Equal(counts, StreamClassifyTiersRequest.Parser.ParseFrom(sent.Bytes).Chunk.Items.Followers.Followers);
    }

    private static byte[] Answer()
    {
        var tiers = new TierColumns { ItemCount = Items };
        foreach (var most in (uint[])[5, 64])
        {
            tiers.Columns.Add(new TierColumn { Ordinals = { Enumerable.Repeat(most, Items) } });
        }

        return new StreamClassifyTiersResponse { Result = new() { Sequence = 1, Tiers = tiers } }.ToByteArray();
    }

    private static TierScheme Scheme(int tiers) => new() { Id = $"of-{tiers}", Version = 1, Tiers = { Enumerable.Range(0, tiers).Select(_ => new Tier()) } };

    private sealed class NoCalls : CallInvoker
    {
        public override TResponse BlockingUnaryCall<TRequest, TResponse>(Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request) =>
            throw new NotSupportedException();

        public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request) =>
            throw new NotSupportedException();

        public override AsyncServerStreamingCall<TResponse> AsyncServerStreamingCall<TRequest, TResponse>(
            Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request) => throw new NotSupportedException();

        public override AsyncClientStreamingCall<TRequest, TResponse> AsyncClientStreamingCall<TRequest, TResponse>(
            Method<TRequest, TResponse> method, string? host, CallOptions options) => throw new NotSupportedException();

        public override AsyncDuplexStreamingCall<TRequest, TResponse> AsyncDuplexStreamingCall<TRequest, TResponse>(
            Method<TRequest, TResponse> method, string? host, CallOptions options) => throw new NotSupportedException();
    }
}
