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

    private static readonly MessageDescriptor[] Types =
    [
        ClassifyTierRequest.Descriptor, BatchClassifyTiersRequest.Descriptor, ScoreFitRequest.Descriptor, StreamUpsertProfilesRequest.Descriptor,
        ComparePlansRequest.Descriptor, CreatorProfile.Descriptor, Brief.Descriptor,
    ];

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
        var weight = MessageWeight.Of(message.Descriptor).Weigh(new ReadOnlySequence<byte>(bytes))!.Value;

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
        Assert.InRange(MessageWeight.Of(ClassifyTierRequest.Descriptor).Weigh(new ReadOnlySequence<byte>(bytes)) ?? 0, 1_000 * 100, 1_000 * 1_000);
    }

    // What protobuf's parser takes and no writer writes: numbers longer than they need be, with bits that are dropped, known fields written
    // like others, groups.
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Weigh_OddForms_IsNoLessThanReadingTakes(int seed)
    {
        const int Times = 300;
        var random = new Random(seed);
        for (var i = 0; i < 3_000; i++)
        {
            var type = Types[random.Next(Types.Length)];
            var bytes = Nested(type, OddField(random, random.Next(3)), random, Times);
            if (MessageWeight.Of(type).Weigh(new ReadOnlySequence<byte>(bytes)) is not { } weight)
            {
                Assert.ThrowsAny<InvalidProtocolBufferException>(() => Parse(type, bytes));
                continue;
            }

            var before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                GC.KeepAlive(Parse(type, bytes));
            }
            catch (InvalidProtocolBufferException)
            {
                // What it allocated until then counts all the same.
            }

            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 30_000 + (2 * weight));
        }
    }

    [Fact]
    public void Weigh_GroupOfWhatLooksLikeAField_IsUnknown()
    {
        // Group 100, and in it what would be a broken message were it field 1 of the list.
        byte[] bytes = [0xa3, 0x06, 0x0a, 0x02, 0x0a, 0x7f, 0xa4, 0x06];
        Parse(CreatorProfiles.Descriptor, bytes);
        Assert.NotNull(MessageWeight.Of(CreatorProfiles.Descriptor).Weigh(new ReadOnlySequence<byte>(bytes)));
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

            Assert.InRange(weight.Weigh(InPieces(bytes, 1 + random.Next(8))) ?? 1, 1, 600 * (bytes.Length + 10));
        }
    }

    // Within the messages that a type is made of, as deep as it likes, so often.
    private static byte[] Nested(MessageDescriptor type, byte[] field, Random random, int times)
    {
        var inner = type.Fields.InDeclarationOrder().Where(each => each.FieldType == FieldType.Message && !each.IsMap).ToArray();
        if (inner.Length == 0 || random.Next(3) == 0)
        {
            return [.. Enumerable.Repeat(field, times).SelectMany(bytes => bytes)];
        }

        var chosen = inner[random.Next(inner.Length)];
        var value = Nested(chosen.MessageType, field, random, times);
        byte[] tag = Number((ulong)(uint)((chosen.FieldNumber << 3) | 2), random);
        return random.Next(2) == 0
            ? [.. tag, .. Number((ulong)value.Length, random), .. value]
            : [.. Enumerable.Repeat((byte[])[.. tag, .. Number(0, random)], times).SelectMany(bytes => bytes)];
    }

    private static byte[] OddField(Random random, int depth)
    {
        var number = (ulong)random.Next(1, 30);
        var wire = (ulong)random.Next(depth == 0 ? 3 : 4);
        byte[] tag = Number((number << 3) | (wire == 3 ? 3UL : wire == 2 ? 2UL : wire), random);
        return wire switch
        {
            0 => [.. tag, .. Number((ulong)random.Next(100), random)],
            1 => [.. tag, .. new byte[8]],
            2 => [.. tag, .. Number(4, random), 8, 1, 8, 1],
            _ => [.. tag, .. OddField(random, depth - 1), .. Number((number << 3) | 4, random)],
        };
    }

    // Of as many bytes as it needs, or of more, with bits that nobody reads.
    private static byte[] Number(ulong value, Random random)
    {
        var written = random.Next(3) switch
        {
            0 => value,
            1 => value | (1UL << 40),
            _ => value | 0xf_0000_0000UL,
        };
        var bytes = new List<byte>();
        for (; written >= 0x80; written >>= 7)
        {
            bytes.Add((byte)(written | 0x80));
        }

        return [.. bytes, (byte)written];
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
