using System.Buffers;
using Google.Protobuf;
using Grpc.Core;

namespace InfluenceGrpc.Performance.Loads;

/// <summary>Messages that pass as bytes: what a load costs is not to be what is measured.</summary>
internal static class ByteMarshallers
{
    private const uint ConfigTag = 0x0A;
    private const uint ChunkTag = 0x12;
    private const uint SequenceTag = 0x08;

    /// <summary>Requests and answers of single calls.</summary>
    public static readonly Marshaller<byte[]> Plain = new(
        (bytes, context) =>
        {
            context.SetPayloadLength(bytes.Length);
            context.GetBufferWriter().Write(bytes);
            context.Complete();
        },
        context => context.PayloadAsNewBuffer());

    /// <summary>What a client sends in a stream: the envelope of a chunk is written around what lies ready.</summary>
    public static readonly Marshaller<ChunkBytes> Chunks = new(
        Write, _ => throw new NotSupportedException("It is only sent."));

    /// <summary>What a server sends in a stream.</summary>
    /// <param name="keepsAll">Whether the messages are kept, to be held against the rules.</param>
    public static Marshaller<AnswerBytes> Answers(bool keepsAll) => new(
        (_, _) => throw new NotSupportedException("It is only taken."), context => AnswerBytes.Read(context, keepsAll));

    private static void Write(ChunkBytes message, SerializationContext context)
    {
        var sequence = message.Sequence == 0 ? 0 : 1 + CodedOutputStream.ComputeUInt64Size(message.Sequence);
        var inner = message.Body.Length + sequence;
        var size = 1 + CodedOutputStream.ComputeLengthSize(inner) + inner;
        context.SetPayloadLength(size);
        var writer = context.GetBufferWriter();
        var head = writer.GetSpan(size - message.Body.Length);
        var at = 0;
        Varint(head, ref at, message.Sequence == 0 ? ConfigTag : ChunkTag);
        Varint(head, ref at, (ulong)inner);
        if (message.Sequence != 0)
        {
            Varint(head, ref at, SequenceTag);
            Varint(head, ref at, message.Sequence);
        }

        writer.Advance(at);
        writer.Write(message.Body.Span);
        context.Complete();
    }

    private static void Varint(Span<byte> into, ref int at, ulong value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            into[at++] = (byte)(value | 0x80);
        }

        into[at++] = (byte)value;
    }
}
