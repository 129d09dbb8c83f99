namespace InfluenceGrpc.Fuzzing.Drawing;

/// <summary>Changes the bytes of a message where protobuf's rules are: fields, wire types, lengths and depth.</summary>
internal static class WireMutator
{
    // Parsers stop at 100 levels.
    private const int DeepEnough = 150;

    private static readonly byte[][] BrokenTexts = [[0xff], [0xc3], [0xed, 0xa0, 0x80], [0xf4, 0x90, 0x80, 0x80], [0xc0, 0x80], [0x61, 0xe2, 0x82]];

    /// <summary>One or two changes.</summary>
    /// <param name="random">Draws them.</param>
    /// <param name="message">What is changed.</param>
    /// <param name="other">A message that fields are taken from.</param>
    public static byte[] Mutate(Random random, byte[] message, byte[] other)
    {
        for (var rounds = random.Next(1, 3); rounds > 0; rounds--)
        {
            message = Within(random, message, other, depth: 0);
        }

        return message;
    }

    // A change of this message, or of one within it.
    private static byte[] Within(Random random, byte[] message, byte[] other, int depth)
    {
        if (WireField.ReadAll(message) is not { Count: > 0 } fields)
        {
            return depth == 0 ? ByteMutator.Mutate(random, message, other) : OddBytes(random, message);
        }

        var at = random.Next(fields.Count);
        var field = fields[at];
        if (field.Type == WireField.Bytes && field.Value.Length > 0 && depth < 8 && random.Chance(0.65))
        {
            fields[at] = field with { Value = Within(random, field.Value, other, depth + 1) };
            return WireField.WriteAll(fields);
        }

        return Change(random, fields, at, other);
    }

    private static byte[] Change(Random random, List<WireField> fields, int at, byte[] other)
    {
        var field = fields[at];
        switch (random.Next(11))
        {
            case 0:
                fields.Insert(random.Next(fields.Count + 1), field);
                break;
            case 1:
                fields.RemoveAt(at);
                break;
            case 2:
                // Another wire type with the bytes of this one.
                fields[at] = field with { Type = random.Next(8) };
                break;
            case 3:
                fields[at] = new WireField(field.Number, WireField.Varint, HugeVarint(random));
                break;
            case 4:
                fields[at] = Nested(field, random.Next(2, DeepEnough));
                break;
            case 5:
                fields.Insert(at, new WireField(random.Pick<ulong>([0, 1, 100, 19_000, 536_870_911, 536_870_912]), random.Next(8), field.Value));
                break;
            case 6:
                fields.AddRange(WireField.ReadAll(other) ?? []);
                break;
            case 7:
                var bytes = WireField.WriteAll(fields);
                return bytes[..random.Next(bytes.Length)];
            case 8:
                fields.Insert(at, new WireField(field.Number, random.Chance(0.5) ? WireField.BeginGroup : WireField.EndGroup, []));
                break;
            default:
                fields[at] = field with { Value = OddValue(random, field) };
                break;
        }

        return WireField.WriteAll(fields);
    }

    // The same field within itself.
    private static WireField Nested(WireField field, int depth)
    {
        for (; depth > 0; depth--)
        {
            field = new WireField(field.Number, WireField.Bytes, WireField.WriteAll([field]));
        }

        return field;
    }

    private static byte[] OddValue(Random random, WireField field) => field.Type switch
    {
        WireField.Varint => WireField.ToVarint(OddNumbers.Count(random)),
        WireField.Fixed64 => BitConverter.GetBytes(OddNumbers.Fraction(random)),
        WireField.Fixed32 => BitConverter.GetBytes((float)OddNumbers.Fraction(random)),
        WireField.Bytes => OddBytes(random, field.Value),
        _ => field.Value,
    };

    private static byte[] OddBytes(Random random, byte[] value) => random.Next(5) switch
    {
        0 => [],
        1 => [.. value, .. random.Pick(BrokenTexts)],
        2 => random.Pick(BrokenTexts),
        3 => System.Text.Encoding.UTF8.GetBytes(OddText.Draw(random)),
        _ => ByteMutator.Mutate(random, value, value),
    };

    // Ten bytes of a number, eleven of none, and one that does not end.
    private static byte[] HugeVarint(Random random) =>
        [.. Enumerable.Repeat((byte)0xff, random.Pick([4, 8, 9, 10, 20])), .. (byte[])(random.Chance(0.8) ? [(byte)random.Next(128)] : [])];
}
