using System.Collections;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace InfluenceGrpc.Fuzzing.Drawing;

/// <summary>Draws messages of any type: samples where there are any, and else field by field with values that may pass.</summary>
internal sealed class MessageGenerator(SamplePool pool)
{
    /// <summary>Creators that the server under fuzzing has been given: c-0 and on.</summary>
    public const int StoredCreators = 12;

    private const int Deepest = 8;

    private static readonly string[] Schemes = ["iab-uk", "klear", "harvard-media", "duel", "it-proximity", "hypeauditor-2019"];
    private static readonly string[] Words = ["food", "sport/running", "fashion", "NO", "SE", "nb", "NOK", "EUR", "Fjell", "Plan A", "Plan B"];

    /// <summary>A message.</summary>
    public IMessage Draw(MessageDescriptor type, Random random, int depth = 0)
    {
        var known = pool.Of(type);
        if (known.Count > 0 && random.Chance(0.85))
        {
            // By its bytes: messages of the pool are not to change.
            var copy = type.Parser.ParseFrom(random.Pick(known).ToByteArray());
            if (random.Chance(0.2))
            {
                Change(copy, random, depth);
            }

            return copy;
        }

        var message = type.Parser.ParseFrom(ByteString.Empty);
        foreach (var group in type.Oneofs.Where(group => !group.IsSynthetic && random.Chance(0.95)))
        {
            Set(message, random.Pick([.. group.Fields]), random, depth);
        }

        foreach (var field in type.Fields.InDeclarationOrder().Where(field => field.RealContainingOneof is null))
        {
            if (random.Chance(LikelihoodOf(field, depth)))
            {
                Set(message, field, random, depth);
            }
        }

        return message;
    }

    /// <summary>Sets a field anew.</summary>
    public void Set(IMessage message, FieldDescriptor field, Random random, int depth)
    {
        if (field.IsMap)
        {
            var map = (IDictionary)field.Accessor.GetValue(message);
            for (var entries = random.Next(4); entries > 0; entries--)
            {
                map[Value(field.MessageType.FindFieldByNumber(1), random, depth)!] = Value(field.MessageType.FindFieldByNumber(2), random, depth);
            }
        }
        else if (field.IsRepeated)
        {
            var list = (IList)field.Accessor.GetValue(message);
            for (var items = random.Next(random.Chance(0.1) ? 40 : 5); items > 0; items--)
            {
                list.Add(Value(field, random, depth));
            }
        }
        else
        {
            field.Accessor.SetValue(message, Value(field, random, depth));
        }
    }

    private void Change(IMessage message, Random random, int depth)
    {
        if (message.Descriptor.Fields.InDeclarationOrder() is { Count: > 0 } fields)
        {
            Set(message, random.Pick([.. fields]), random, depth + 1);
        }
    }

    // What a request is about is more likely than what may be said beside.
    private double LikelihoodOf(FieldDescriptor field, int depth) =>
        depth > Deepest ? 0 : field.FieldType == FieldType.Message && !field.IsRepeated && pool.Of(field.MessageType).Count > 0 ? 0.9
        : field.HasPresence && field.FieldType != FieldType.Message ? 0.3
        : field.FieldType == FieldType.String && field.Name == "model_id" ? 0.1
        : field.IsRepeated ? 0.6 : 0.5;

    private object? Value(FieldDescriptor field, Random random, int depth)
    {
        switch (field.FieldType)
        {
            case FieldType.Message:
                return Draw(field.MessageType, random, depth + 1);
            case FieldType.Enum:
                return Enum.ToObject(field.EnumType.ClrType, random.Chance(0.9) ? random.Pick(field.EnumType.Values.ToArray()).Number : (int)OddNumbers.Count(random));
            case FieldType.String:
                return Text(field, random);
            case FieldType.Double:
                return Fraction(random);
            case FieldType.Float:
                return (float)Fraction(random);
            case FieldType.Bool:
                return random.Chance(0.5);
            case FieldType.Bytes:
                return ByteString.CopyFromUtf8(OddText.DrawSound(random));
            case FieldType.UInt32 or FieldType.Fixed32:
                return random.Chance(0.8) ? (uint)random.Next(6) : (uint)OddNumbers.Count(random);
            case FieldType.Int32 or FieldType.SInt32 or FieldType.SFixed32:
                return random.Chance(0.8) ? random.Next(6) : (int)OddNumbers.Count(random);
            case FieldType.Int64 or FieldType.SInt64 or FieldType.SFixed64:
                return random.Chance(0.8) ? random.NextInt64(100_000) : (long)OddNumbers.Count(random);
            default:
                return random.Chance(0.8) ? (ulong)random.NextInt64(2_000_000) : OddNumbers.Count(random);
        }
    }

    private static double Fraction(Random random) =>
        random.Chance(0.45) ? random.NextDouble() : random.Chance(0.6) ? random.Next(1, 100_000) : OddNumbers.Fraction(random);

    private static string Text(FieldDescriptor field, Random random)
    {
        if (random.Chance(0.1))
        {
            return OddText.DrawSound(random);
        }

        return field.Name switch
        {
            "creator_id" or "creator_ids" or "first_creator_id" or "second_creator_id" or "excluded_creator_ids" =>
                $"c-{random.Next(StoredCreators + 3)}",
            "scheme_id" or "scheme_ids" => random.Pick(Schemes),
            "model_id" => random.Chance(0.5) ? "" : "audience-fit-1",
            _ => random.Pick(Words),
        };
    }
}
