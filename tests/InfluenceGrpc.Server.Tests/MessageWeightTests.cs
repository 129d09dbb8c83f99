using System.Buffers;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Influence.V1;
using InfluenceGrpc.Server.Contract;

namespace InfluenceGrpc.Server.Tests;

/// <summary>What is weighed is never less than what a message takes once it is read, and not much more.</summary>
public sealed class MessageWeightTests
{
    private const int Items = 2_000;

    public static TheoryData<string> Samples => [.. Messages.Keys];

    private static Dictionary<string, IMessage> Messages => new(StringComparer.Ordinal)
    {
        ["nothing"] = new ClassifyTierRequest(),
        ["one count"] = new ClassifyTierRequest { FollowerCount = 700 },
        ["ids"] = new CreatorIds { CreatorIds_ = { Enumerable.Range(0, Items).Select(i => $"creator-{i}") } },
        ["ids of other scripts"] = new CreatorIds { CreatorIds_ = { Enumerable.Range(0, Items).Select(i => $"создатель-{i}") } },
        ["small counts"] = new FollowerColumns { Followers = { Enumerable.Range(0, Items).Select(i => (ulong)i % 100) } },
        ["large counts"] = new FollowerColumns { Followers = { Enumerable.Range(0, Items).Select(i => ulong.MaxValue - (ulong)i) } },
        ["empty profiles"] = new CreatorProfiles { Profiles = { Enumerable.Range(0, Items).Select(_ => new CreatorProfile()) } },
        ["profiles with maps"] = new CreatorProfiles { Profiles = { Enumerable.Range(0, Items / 10).Select(ProfileWithMaps) } },
    };

    [Theory]
    [MemberData(nameof(Samples))]
    public void Weigh_Message_IsAboutWhatReadingItTakes(string sample)
    {
        var message = Messages[sample];
        var bytes = message.ToByteArray();
        var weight = MessageWeight.Of(message.Descriptor).Weigh(new ReadOnlySequence<byte>(bytes));

        // Once before, so that nothing is counted that is done only once.
        Parse(message.Descriptor, bytes);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var read = Parse(message.Descriptor, bytes);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        GC.KeepAlive(read);

        // Lists that grow by doubling leave behind about as much as they hold in the end.
        Assert.InRange(allocated, weight / 6, 1_000 + (weight * 3 / 2));
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void Weigh_InManyPieces_IsTheSame(string sample)
    {
        var message = Messages[sample];
        var bytes = message.ToByteArray();
        var weight = MessageWeight.Of(message.Descriptor);

        Assert.Equal(weight.Weigh(new ReadOnlySequence<byte>(bytes)), weight.Weigh(InPieces(bytes, 3)));
    }

    [Fact]
    public void Weigh_UnknownFields_CountsEachOfThem()
    {
        byte[] bytes = [.. Enumerable.Repeat((byte[])[0x98, 0x7d, 1], 1_000).SelectMany(field => field)];
        Assert.InRange(MessageWeight.Of(ClassifyTierRequest.Descriptor).Weigh(new ReadOnlySequence<byte>(bytes)), 1_000 * 100, 1_000 * 1_000);
    }

    [Fact]
    public void Weigh_AnyBytes_ComesToAnEnd()
    {
        var random = new Random(20261122);
        var weight = MessageWeight.Of(BatchScoreFitRequest.Descriptor);
        var valid = new BatchScoreFitRequest { Items = new() { Profiles = new() { Profiles = { ProfileWithMaps(1), ProfileWithMaps(2) } } } }.ToByteArray();
        for (var i = 0; i < 20_000; i++)
        {
            var bytes = random.Next(2) == 0 ? new byte[random.Next(200)] : [.. valid];
            if (bytes.Length != valid.Length)
            {
                random.NextBytes(bytes);
            }
            else
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            Assert.InRange(weight.Weigh(InPieces(bytes, 1 + random.Next(8))), 1, 400 * (bytes.Length + 10));
        }
    }

    private static IMessage Parse(MessageDescriptor type, byte[] bytes) => type.Parser.ParseFrom(new ReadOnlySequence<byte>(bytes));

    private static CreatorProfile ProfileWithMaps(int i) => CreatorProfile.Parser.ParseJson(
        $$"""{ "creatorId": "creator-{{i}}", "followers": "{{i * 1000}}", "topics": { "beauty": 0.5, "travel": 0.25, "food": 0.125 } }""");

    private static ReadOnlySequence<byte> InPieces(byte[] bytes, int size)
    {
        if (bytes.Length == 0)
        {
            return ReadOnlySequence<byte>.Empty;
        }

        var first = new Piece(bytes.AsMemory(0, Math.Min(size, bytes.Length)), null);
        var last = first;
        for (var at = size; at < bytes.Length; at += size)
        {
            last = new Piece(bytes.AsMemory(at, Math.Min(size, bytes.Length - at)), last);
        }

        return new ReadOnlySequence<byte>(first, 0, last, last.Memory.Length);
    }

    private sealed class Piece : ReadOnlySequenceSegment<byte>
    {
        public Piece(ReadOnlyMemory<byte> memory, Piece? before)
        {
            Memory = memory;
            if (before is not null)
            {
                RunningIndex = before.RunningIndex + before.Memory.Length;
                before.Next = this;
            }
        }
    }
}
