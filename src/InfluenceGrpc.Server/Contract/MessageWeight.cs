using System.Buffers;
using System.Collections.Concurrent;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using InfluenceGrpc.Protocol.Wire;

namespace InfluenceGrpc.Server.Contract;

/// <summary>
/// How many bytes of memory a message takes once it is read, found out before it is: an empty message within another has two bytes on the
/// wire and hundreds in memory, so that the few megabytes that any message may have become gigabytes.
/// </summary>
/// <remarks>
/// An estimate, rather too high: objects with all their fields and lists, strings of UTF-16, lists at twice what they hold. Tags and lengths
/// are taken as protobuf's own parser takes them, whatever they look like: what is weighed otherwise than it is read is not weighed.
/// </remarks>
internal sealed class MessageWeight
{
    private const int ObjectBytes = 24;
    private const int ReferenceBytes = 8;
    private const int ListBytes = 48;
    private const int MapBytes = 256;
    private const int MapEntryBytes = 96;
    private const int TextBytes = 32;
    private const int UnknownBytes = 256;

    // Lists grow by doubling.
    private const int Growth = 2;

    private const int MostVarintBytes = 10;

    // As deep as protobuf itself goes.
    private const int MostDepth = 100;

    // Below it are those of field 0, which there is none of.
    private const uint FirstTag = 8;

    private const long Broken = -1;

    // As many lists and entries as one of it may begin.
    private static readonly Field Unknown = new(Kind.Unknown, UnknownBytes, default);

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

    /// <summary>Bytes of an empty message of the type.</summary>
    public long OwnBytes => own;

    /// <summary>Of messages of a type.</summary>
    public static MessageWeight Of(MessageDescriptor type) => Known.GetOrAdd(type, static type => new MessageWeight(type));

    /// <summary>Bytes that each of many takes in the list or map that holds it.</summary>
    public static int BytesOfEach(FieldDescriptor field) => field.IsMap ? MapEntryBytes : Growth * ReferenceBytes;

    /// <summary>Bytes that a value takes that is no message: text of so many bytes, or a number.</summary>
    public static long BytesOfValue(FieldDescriptor field, int length) =>
        field.FieldType is FieldType.String or FieldType.Bytes ? TextBytes + (sizeof(char) * (long)length) : Growth * sizeof(ulong);

    /// <summary>About how many bytes of memory a serialized message takes, at least its own object; null where it is none.</summary>
    /// <param name="message">The message.</param>
    /// <param name="most">Where it is more than this, it is not told how much more, nor whether it is a message.</param>
    public long? Weigh(in ReadOnlySequence<byte> message, long most = long.MaxValue)
    {
        if (message.IsSingleSegment)
        {
            return Weigh(message.FirstSpan, most, MostDepth) is >= 0 and var weight ? weight : null;
        }

        // To copy it costs a tenth of what it costs to look for each byte's piece.
        var length = (int)message.Length;
        var whole = ArrayPool<byte>.Shared.Rent(length);
        message.CopyTo(whole);
        try
        {
            return Weigh(whole.AsSpan(0, length), most, MostDepth) is >= 0 and var weight ? weight : null;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(whole);
        }
    }

    // Negative where it is no message.
    private long Weigh(ReadOnlySpan<byte> message, long most, int depth)
    {
        var weight = own;
        var known = fields.Value;
        var groups = 0;
        while (weight <= most && !message.IsEmpty)
        {
            if (depth == 0 || !TryReadVarint(ref message, out var tag) || tag < FirstTag)
            {
                return Broken;
            }

            var (number, wire) = (tag >> 3, (WireFormat.WireType)(tag & 7));
            groups += wire == WireFormat.WireType.StartGroup ? 1 : wire == WireFormat.WireType.EndGroup ? -1 : 0;

            // There are no groups in the contract, so whatever is in one is unknown.
            var field = groups == 0 && number < (uint)known.Length && known[number].IsReadAs(wire) ? known[number] : Unknown;
            if (groups < 0 || WeightOfValue(ref message, wire, field, most - weight, depth) is not (>= 0 and var value))
            {
                return Broken;
            }

            weight += field.Each + value;
        }

        return groups == 0 || weight > most ? weight : Broken;
    }

    // Negative where there is none.
    private static long WeightOfValue(ref ReadOnlySpan<byte> message, WireFormat.WireType wire, Field field, long most, int depth)
    {
        switch (wire)
        {
            case WireFormat.WireType.Varint:
                return TryReadVarint(ref message, out _) ? 0 : Broken;
            case WireFormat.WireType.Fixed32:
                return TrySkip(ref message, sizeof(uint)) ? 0 : Broken;
            case WireFormat.WireType.Fixed64:
                return TrySkip(ref message, sizeof(ulong)) ? 0 : Broken;
            case WireFormat.WireType.StartGroup or WireFormat.WireType.EndGroup:
                return 0;
            case WireFormat.WireType.LengthDelimited when TryReadVarint(ref message, out var length) && length <= (uint)message.Length:
                var value = message[..(int)length];
                message = message[(int)length..];
                return WeightOf(value, field, most, depth);
            default:
                return Broken;
        }
    }

    private static long WeightOf(ReadOnlySpan<byte> value, Field field, long most, int depth) => field.Kind switch
    {
        Kind.Message => field.Message!.Weigh(value, most, depth - 1),
        Kind.Number => (field.Wire == WireFormat.WireType.Varint ? PackedVarints.Count(value) : value.Length / field.ElementBytes) * (long)field.ElementBytes * Growth,
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

    // Of up to ten bytes the lowest 32 bits: protobuf drops the others of tags and lengths.
    private static bool TryReadVarint(ref ReadOnlySpan<byte> message, out uint value)
    {
        var all = 0UL;
        for (var i = 0; i < message.Length && i < MostVarintBytes; i++)
        {
            all |= (ulong)(message[i] & 0x7f) << (7 * i);
            if (message[i] < 0x80)
            {
                value = (uint)all;
                message = message[(i + 1)..];
                return true;
            }
        }

        value = 0;
        return false;
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
            FieldType.Message => new(Kind.Message, each, WireFormat.WireType.LengthDelimited, Message: Of(field.MessageType)),
            FieldType.String or FieldType.Bytes => new(Kind.Text, each, WireFormat.WireType.LengthDelimited),
            FieldType.Double or FieldType.Fixed64 or FieldType.SFixed64 => new(Kind.Number, each, WireFormat.WireType.Fixed64, sizeof(ulong), field.IsRepeated),
            FieldType.Float or FieldType.Fixed32 or FieldType.SFixed32 => new(Kind.Number, each, WireFormat.WireType.Fixed32, sizeof(uint), field.IsRepeated),
            FieldType.Int64 or FieldType.UInt64 or FieldType.SInt64 => new(Kind.Number, each, WireFormat.WireType.Varint, sizeof(ulong), field.IsRepeated),
            FieldType.Group => throw new NotSupportedException($"{field.FullName} is a group."),
            _ => new(Kind.Number, each, WireFormat.WireType.Varint, sizeof(uint), field.IsRepeated),
        };
    }

    /// <param name="Kind">What it holds.</param>
    /// <param name="Each">Bytes that every one of it takes in what holds it.</param>
    /// <param name="Wire">How it is written.</param>
    /// <param name="ElementBytes">Bytes of a number in a list.</param>
    /// <param name="IsList">Whether it is a list of numbers, which may be packed.</param>
    /// <param name="Message">What it holds, where that is a message.</param>
    private readonly record struct Field(
        Kind Kind, int Each, WireFormat.WireType Wire, int ElementBytes = 0, bool IsList = false, MessageWeight? Message = null)
    {
        /// <summary>Whether a value written like this is read as this field; else it is kept as unknown.</summary>
        public bool IsReadAs(WireFormat.WireType wire) =>
            Kind != Kind.Unknown && (wire == Wire || (IsList && wire == WireFormat.WireType.LengthDelimited));
    }
}
