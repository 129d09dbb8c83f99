using System.Buffers;
using Grpc.Core;

namespace InfluenceGrpc.Performance.Loads;

/// <summary>A message that a server sends in a stream: no more is read of it than whether it answers a chunk, which, and how long it is.</summary>
internal sealed class AnswerBytes
{
    private const byte ResultTag = 0x12;
    private const byte SequenceTag = 0x08;
    private const byte SummaryTag = 0x1A;
    private const int LongestHead = 24;

    /// <summary>Sequence of the chunk that it answers; 0 where it answers none.</summary>
    public ulong Sequence { get; private init; }

    /// <summary>How many bytes follow the sequence.</summary>
    public int Rest { get; private init; }

    /// <summary>Whether it is the stream's summary.</summary>
    public bool IsSummary { get; private init; }

    /// <summary>All of it; null unless asked for.</summary>
    public byte[]? Whole { get; private init; }

    /// <summary>Reads one.</summary>
    /// <param name="context">Where the library keeps it.</param>
    /// <param name="keepsAll">Whether all of it is kept.</param>
    public static AnswerBytes Read(DeserializationContext context, bool keepsAll)
    {
        var payload = context.PayloadAsReadOnlySequence();
        var whole = keepsAll ? payload.ToArray() : null;
        Span<byte> head = stackalloc byte[LongestHead];
        head = head[..(int)Math.Min(LongestHead, payload.Length)];
        payload.Slice(0, head.Length).CopyTo(head);
        if (head.IsEmpty || head[0] != ResultTag)
        {
            return new() { IsSummary = !head.IsEmpty && head[0] == SummaryTag, Whole = whole };
        }

        var at = 1;
        Varint(head, ref at);
        if (head[at++] != SequenceTag)
        {
            throw new InvalidOperationException("A result does not begin with its sequence.");
        }

        var sequence = Varint(head, ref at);
        return new() { Sequence = sequence, Rest = (int)payload.Length - at, Whole = whole };
    }

    private static ulong Varint(ReadOnlySpan<byte> bytes, ref int at)
    {
        var (value, shift) = (0UL, 0);
        byte next;
        do
        {
            next = bytes[at++];
            value |= (ulong)(next & 0x7F) << shift;
            shift += 7;
        }
        while ((next & 0x80) != 0);
        return value;
    }
}
