using FsCheck.Fluent;
using Google.Protobuf;
using Influence.V1;
using InfluenceGrpc.Client.Streaming;
using InfluenceGrpc.Testing;

namespace InfluenceGrpc.Client.Tests.Columns;

/// <summary>Chunks of follower counts are written as the official library writes them, whatever they hold.</summary>
public sealed class FollowersWriterTests
{
    private static readonly ChunkLimits Ample = new(10_000, 1 << 20);

    [Fact]
    public void Take_AnyBlocks_IsWhatTheLibraryWrites() =>
        AnyCounts.Check(
            from blocks in AnyCounts.Lists
            from platform in AnyCounts.Platforms
            from sequence in Gen.Elements(1UL, 127UL, 128UL, ulong.MaxValue)
            select (blocks, platform, sequence),
            drawn =>
            {
                var writer = new FollowersWriter(drawn.platform);
                foreach (var block in drawn.blocks)
                {
                    Assert.Equal(block.Length, writer.Add(block, Ample));
                }

                AssertWrites(AnyCounts.Message(drawn.sequence, drawn.blocks.SelectMany(block => block), drawn.platform), writer.Take(drawn.sequence));
            });

    [Fact]
    public void Take_AnyItemsOneByOne_IsWhatTheLibraryWrites() =>
        AnyCounts.Check(AnyCounts.Blocks, counts =>
        {
            var encoder = new FollowersEncoder<ulong>(count => count == FollowerCounts.Missing ? null : count, Platform.Tiktok);
            for (ulong sequence = 1; sequence < 3; sequence++)
            {
                var bytes = 0;
                foreach (var count in counts)
                {
                    bytes += encoder.Prepare(count);
                    encoder.Append();
                }

                var request = encoder.Take(sequence);
                Assert.InRange(request.Length, 0, bytes + 64);
                AssertWrites(AnyCounts.Message(sequence, counts, Platform.Tiktok), request);
            }
        });

    // Cut and joined: every count is in one chunk, in order, and chunks keep to their limits and make use of them.
    [Fact]
    public void Fill_AnyBlocksAndLimits_CutsWithinTheLimits() =>
        AnyCounts.Check(
            from blocks in AnyCounts.Lists
            from items in Gen.Choose(1, 100)
            from bytes in Gen.Choose(1, 600)
            select (blocks, new ChunkLimits(items, bytes)),
            drawn =>
            {
                var (blocks, limits) = drawn;
                var chunks = Cut(blocks, limits);

                Assert.Equal(blocks.SelectMany(block => block), chunks.SelectMany(chunk => chunk));
                for (var i = 0; i < chunks.Count; i++)
                {
                    var size = AnyCounts.Message(1, chunks[i], Platform.Unspecified).Chunk.Items.Followers.CalculateSize();
                    Assert.InRange(chunks[i].Length, 1, limits.Items);
                    Assert.True(chunks[i].Length == 1 || size <= limits.Bytes + 6);
                    Assert.True(i == chunks.Count - 1 || chunks[i].Length == limits.Items || size > limits.Bytes - 32 - (4 * chunks[i].Length));
                }
            });

    [Fact]
    public void Take_ManyLargeCounts_GrowsWithThem()
    {
        ulong[] counts = [.. Enumerable.Range(0, 40_000).Select(i => ulong.MaxValue - 1 - (ulong)i)];
        var writer = new FollowersWriter(Platform.Unspecified);

        for (var at = 0; at < counts.Length;)
        {
            at += writer.Add(counts.AsSpan(at), new ChunkLimits(counts.Length, 1 << 20));
        }

        AssertWrites(AnyCounts.Message(9, counts, Platform.Unspecified), writer.Take(9));
    }

    // Its memory may be somebody else's by then.
    [Fact]
    public void Write_AnsweredRequest_IsRefused()
    {
        var writer = new FollowersWriter(Platform.Unspecified);
        writer.Add(5);
        var request = writer.Take(1);
        TierRequest.Write(request, new WrittenPayload());
        request.Dispose();
        request.Dispose();

        Assert.Throws<ObjectDisposedException>(() => TierRequest.Write(request, new WrittenPayload()));
    }

    private static List<ulong[]> Cut(IEnumerable<ulong[]> blocks, ChunkLimits limits)
    {
        var batch = new FollowersBatch(Platform.Unspecified);
        List<ulong[]> chunks = [];
        foreach (var block in blocks)
        {
            batch.Take(block);
            while (batch.Fill(limits))
            {
                Seal();
            }
        }

        if (batch.Count > 0)
        {
            Seal();
        }

        return chunks;

        void Seal()
        {
            var count = batch.Count;
            var chunk = batch.Seal((ulong)chunks.Count + 1);
            var written = Written(chunk.Message).Chunk;
            Assert.Equal(((ulong)chunks.Count + 1, chunk.Sequence, count), (written.Sequence, written.Sequence, chunk.Count));
            ulong[] counts = [.. written.Items.Followers.Followers];
            foreach (var missing in written.Items.Followers.Missing)
            {
                counts[missing] = FollowerCounts.Missing;
            }

            Assert.Equal(count, counts.Length);
            chunks.Add(counts);
        }
    }

    private static StreamClassifyTiersRequest Written(TierRequest request)
    {
        var payload = new WrittenPayload();
        TierRequest.Write(request, payload);
        return StreamClassifyTiersRequest.Parser.ParseFrom(payload.Bytes);
    }

    private static void AssertWrites(StreamClassifyTiersRequest expected, TierRequest request)
    {
        var payload = new WrittenPayload();
        TierRequest.Write(request, payload);
        Assert.Equal(Convert.ToHexString(expected.ToByteArray()), Convert.ToHexString(payload.Bytes));
    }
}
