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

    private const int MostVarintBytes = 10;

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
        if (message.IsSingleSegment)
        {
            return Weigh(message.FirstSpan, most, MostDepth);
        }

        // To copy it costs a tenth of what it costs to look for each byte's piece.
        var length = (int)message.Length;
        var whole = ArrayPool<byte>.Shared.Rent(length);
        message.CopyTo(whole);
        try
        {
            return Weigh(whole.AsSpan(0, length), most, MostDepth);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(whole);
        }
    }

    private long Weigh(ReadOnlySpan<byte> message, long most, int depth)
    {
        var weight = own;
        var known = fields.Value;
        while (weight <= most && TryReadVarint(ref message, out var tag))
        {
            var number = tag >> 3;
            var field = number < (ulong)known.Length ? known[number] : default;
            if (!TryWeighValue(ref message, (WireFormat.WireType)(tag & 7), field, most, depth, ref weight))
            {
                break;
            }
        }

        return weight;
    }

    // False where the message cannot go on.
    private static bool TryWeighValue(
        ref ReadOnlySpan<byte> message, WireFormat.WireType wire, Field field, long most, int depth, ref long weight)
    {
        weight += field.Kind == Kind.Unknown ? UnknownBytes : field.Each;
        switch (wire)
        {
            case WireFormat.WireType.Varint:
                return TryReadVarint(ref message, out _);
            case WireFormat.WireType.Fixed32:
                return TrySkip(ref message, sizeof(uint));
            case WireFormat.WireType.Fixed64:
                return TrySkip(ref message, sizeof(ulong));
            case WireFormat.WireType.StartGroup or WireFormat.WireType.EndGroup:
                return true;
            case WireFormat.WireType.LengthDelimited when TryReadVarint(ref message, out var length) && length <= (ulong)message.Length:
                weight += WeightOf(message[..(int)length], field, most - weight, depth);
                message = message[(int)length..];
                return true;
            default:
                return false;
        }
    }

    private static long WeightOf(ReadOnlySpan<byte> value, Field field, long most, int depth) => field.Kind switch
    {
        Kind.Message when depth > 0 => field.Message!.Weigh(value, most, depth - 1),
        Kind.Number => (field.IsFixed ? value.Length / field.ElementBytes : CountVarints(value)) * (long)field.ElementBytes * Growth,
        Kind.Text => TextBytes + (sizeof(char) * (long)value.Length),
        _ => value.Length,
    };

    private static bool TrySkip(ref ReadOnlySpan<byte> message, int bytes)
    {
        if (message.Length < bytes)
        {
            return false;
        }

        message = message[bytes..];
        return true;
    }

    private static bool TryReadVarint(ref ReadOnlySpan<byte> message, out ulong value)
    {
        value = 0;
        for (var i = 0; i < message.Length && i < MostVarintBytes; i++)
        {
            value |= (ulong)(message[i] & 0x7f) << (7 * i);
            if (message[i] < 0x80)
            {
                message = message[(i + 1)..];
                return true;
            }
        }

        return false;
    }

    // Each ends with a byte below 0x80.
    private static int CountVarints(ReadOnlySpan<byte> packed)
    {
        var count = 0;
        for (; packed.Length >= sizeof(ulong); packed = packed[sizeof(ulong)..])
        {
            count += BitOperations.PopCount(~BitConverter.ToUInt64(packed) & 0x8080808080808080);
        }

        foreach (var value in packed)
        {
            count += value < 0x80 ? 1 : 0;
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
