using System.Buffers;
using System.Collections.Concurrent;
using System.Numerics;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace InfluenceGrpc.Server.Contract;

/// <summary>
/// How many bytes of memory a message takes once it is read, found out before it is: an empty message within another has two bytes on the
/// wire and hundreds in memory, so that the few megabytes that any message may have become gigabytes.
/// </summary>
/// <remarks>
/// An estimate, rather too high: objects with all their fields and lists, strings of UTF-16, lists at twice what they hold. What is not
/// valid is weighed as far as it goes; whoever reads it says what is wrong.
/// </remarks>
internal sealed class MessageWeight
{
    private const int ObjectBytes = 24;
    private const int ReferenceBytes = 8;
    private const int ListBytes = 48;
    private const int MapBytes = 256;
    private const int MapEntryBytes = 160;
    private const int TextBytes = 32;
    private const int UnknownBytes = 256;

    // Lists grow by doubling.
    private const int Growth = 2;

    // As deep as protobuf itself goes.
    private const int MostDepth = 100;

    private static readonly ConcurrentDictionary<MessageDescriptor, MessageWeight> Known = new();

    private readonly MessageDescriptor type;
    private readonly long own;
    private readonly Lazy<Field[]> fields;

    private MessageWeight(MessageDescriptor type)
    {
        this.type = type;
        own = ObjectBytes + type.Fields.InDeclarationOrder().Sum(field => ReferenceBytes + (field.IsMap ? MapBytes : field.IsRepeated ? ListBytes : 0L));

        // Not before they are asked for: a type may hold itself.
        fields = new(ReadFields);
    }

    private enum Kind
    {
        Unknown,
        Number,
        Text,
        Message,
    }

    /// <summary>Of messages of a type.</summary>
    public static MessageWeight Of(MessageDescriptor type) => Known.GetOrAdd(type, static type => new MessageWeight(type));

    /// <summary>About how many bytes of memory a serialized message takes, at least its own object.</summary>
    /// <param name="message">The message.</param>
    /// <param name="most">Where it is more than this, it is not told how much more.</param>
    public long Weigh(in ReadOnlySequence<byte> message, long most = long.MaxValue)
    {
        var reader = new SequenceReader<byte>(message);
        return Weigh(ref reader, message.Length, most, MostDepth);
    }

    private long Weigh(ref SequenceReader<byte> reader, long end, long most, int depth)
    {
        var weight = own;
        var known = fields.Value;
        while (reader.Consumed < end && weight <= most && TryReadVarint(ref reader, out var tag))
        {
            var number = tag >> 3;
            var field = number < (ulong)known.Length ? known[number] : default;
            if (!TryWeighValue(ref reader, (WireFormat.WireType)(tag & 7), field, end, most, depth, ref weight))
            {
                break;
            }
        }

        return weight;
    }

    // False where the message cannot go on.
    private static bool TryWeighValue(
        ref SequenceReader<byte> reader, WireFormat.WireType wire, Field field, long end, long most, int depth, ref long weight)
    {
        weight += field.Kind == Kind.Unknown ? UnknownBytes : field.Each;
        switch (wire)
        {
            case WireFormat.WireType.Varint:
                return TryReadVarint(ref reader, out _);
            case WireFormat.WireType.Fixed32:
                return TryAdvance(ref reader, sizeof(uint));
            case WireFormat.WireType.Fixed64:
                return TryAdvance(ref reader, sizeof(ulong));
            case WireFormat.WireType.StartGroup or WireFormat.WireType.EndGroup:
                return true;
            case WireFormat.WireType.LengthDelimited when TryReadVarint(ref reader, out var length)
                    && reader.Consumed <= end && length <= (ulong)(end - reader.Consumed):
                return TryWeighBytes(ref reader, (long)length, field, most, depth, ref weight);
            default:
                return false;
        }
    }

    private static bool TryWeighBytes(ref SequenceReader<byte> reader, long length, Field field, long most, int depth, ref long weight)
    {
        switch (field.Kind)
        {
            case Kind.Message when depth > 0:
                var end = reader.Consumed + length;
                weight += field.Message!.Weigh(ref reader, end, most - weight, depth - 1);

                // One that is broken stops before its end.
                return reader.Consumed <= end && TryAdvance(ref reader, end - reader.Consumed);
            case Kind.Number:
                weight += (field.IsFixed ? length / field.ElementBytes : CountVarints(reader.UnreadSequence.Slice(0, length))) * field.ElementBytes * Growth;
                break;
            case Kind.Text:
                weight += TextBytes + (sizeof(char) * length);
                break;
            default:
                weight += length;
                break;
        }

        return TryAdvance(ref reader, length);
    }

    private static bool TryAdvance(ref SequenceReader<byte> reader, long bytes)
    {
        if (reader.Remaining < bytes)
        {
            return false;
        }

        reader.Advance(bytes);
        return true;
    }

    private static bool TryReadVarint(ref SequenceReader<byte> reader, out ulong value)
    {
        value = 0;
        for (var shift = 0; shift < 64 && reader.TryRead(out var next); shift += 7)
        {
            value |= (ulong)(next & 0x7f) << shift;
            if (next < 0x80)
            {
                return true;
            }
        }

        return false;
    }

    // Each ends with a byte below 0x80.
    private static long CountVarints(in ReadOnlySequence<byte> packed)
    {
        var count = 0L;
        foreach (var part in packed)
        {
            var bytes = part.Span;
            for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..])
            {
                count += BitOperations.PopCount(~BitConverter.ToUInt64(bytes) & 0x8080808080808080);
            }

            foreach (var value in bytes)
            {
                count += value < 0x80 ? 1 : 0;
            }
        }

        return count;
    }

    private Field[] ReadFields()
    {
        var all = type.Fields.InDeclarationOrder();
        var read = new Field[all.Count == 0 ? 0 : all.Max(field => field.FieldNumber) + 1];
        foreach (var field in all)
        {
            read[field.FieldNumber] = FieldOf(field);
        }

        return read;
    }

    private static Field FieldOf(FieldDescriptor field)
    {
        var each = field.IsMap ? MapEntryBytes : field.IsRepeated ? Growth * ReferenceBytes : 0;
        return field.FieldType switch
        {
            FieldType.Message or FieldType.Group => new(Kind.Message, each, 0, IsFixed: false, Of(field.MessageType)),
            FieldType.String or FieldType.Bytes => new(Kind.Text, each, 0, IsFixed: false, null),
            FieldType.Double or FieldType.Fixed64 or FieldType.SFixed64 => new(Kind.Number, each, sizeof(ulong), IsFixed: true, null),
            FieldType.Float or FieldType.Fixed32 or FieldType.SFixed32 => new(Kind.Number, each, sizeof(uint), IsFixed: true, null),
            FieldType.Int64 or FieldType.UInt64 or FieldType.SInt64 => new(Kind.Number, each, sizeof(ulong), IsFixed: false, null),
            _ => new(Kind.Number, each, sizeof(uint), IsFixed: false, null),
        };
    }

    /// <param name="Kind">What it holds.</param>
    /// <param name="Each">Bytes that every one of it takes in what holds it.</param>
    /// <param name="ElementBytes">Bytes of a number in a list.</param>
    /// <param name="IsFixed">Whether a number has as many on the wire.</param>
    /// <param name="Message">What it holds, where that is a message.</param>
    private readonly record struct Field(Kind Kind, int Each, int ElementBytes, bool IsFixed, MessageWeight? Message);
}
