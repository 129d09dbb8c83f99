using System.Text;
using System.Text.Json;

namespace InfluenceGrpc.Fuzzing.Drawing;

/// <summary>Changes files of JSON where their rules are: names, kinds of values, numbers and depth.</summary>
internal static class JsonMutator
{
    // Where there are as many parts, no more are added: a file that grows with every change has no end.
    private const int Many = 500;

    private static readonly string[] OddValues =
    [
        "null", "true", "false", "{}", "[]", "[null]", "{\"\":1}", "\"\"", "\"\\ud800\"", "\"\\udc00\\ud800\"", "\"\\u0000\"", "\"\\u202e\"", "\"1\"", "\"1e3\"",
        "\"NaN\"", "\"-Infinity\"", "\"0x1\"", "NaN", "Infinity", "-", "01", "1.", ".5", "+1", "'a'", "\"\t\"", "\"\\x\"", "undefined", "{\"a\":}", "[1,]", "/* */", "-0", "\"-1\"",
    ];

    private static readonly string[] OddNames = ["\"\"", "\"\\ud800\"", "\"_\"", "\"a_\"", "\"__a\"", "\"@type\"", "\"$ref\"", "\"id \"", "\"\\u0000\"", "\"ID\"", "\"lower_followers\"", "id", "1"];

    /// <summary>A file that was changed.</summary>
    /// <param name="random">Draws the changes.</param>
    /// <param name="files">Files of the same kind.</param>
    /// <param name="how">What was done, for people.</param>
    public static byte[] Draw(Random random, IReadOnlyList<byte[]> files, out string how)
    {
        var bytes = random.Pick(files);
        if (random.Chance(0.25))
        {
            how = "bytes changed";
            return ByteMutator.Mutate(random, bytes, random.Pick(files));
        }

        how = "values changed";
        var root = JsonPart.Of(bytes);
        var other = JsonPart.Of(random.Pick(files));
        for (var changes = random.Next(random.Chance(0.1) ? 20 : 4); changes > 0; changes--)
        {
            Change(random, root, other);
        }

        var text = random.Chance(0.02) ? $"\ufeff{root}" : root.ToString();
        return random.Chance(0.02) ? Encoding.Unicode.GetBytes(text) : Encoding.UTF8.GetBytes(text);
    }

    private static void Change(Random random, JsonPart root, JsonPart other)
    {
        var parts = root.All();
        var part = random.Pick(parts);
        switch (random.Next(10))
        {
            case 0:
                Become(part, random.Pick(other.All()).Copy());
                break;
            case 1 when part.Members is { Count: > 0 } members:
                members.RemoveAt(random.Next(members.Count));
                break;
            case 2 when part.Members is { Count: > 0 } members:
                members.Insert(random.Next(members.Count + 1), Copy(random.Pick(members)));
                break;
            case 3 when part is { IsObject: true, Members: { Count: > 0 } members }:
                var at = random.Next(members.Count);
                members[at] = (OddName(random), members[at].Value);
                break;
            case 4 when parts.Count < Many:
                Become(part, Nested(random, part.Copy()));
                break;
            case 5 when part.Members is { } members:
                members.Add((OddName(random), random.Pick(other.All()).Copy()));
                break;
            case 6 when part.Members is { Count: > 0 } members && parts.Count < Many:
                members.AddRange(Enumerable.Range(0, random.Next(1, 300)).Select(_ => Copy(members[0])));
                break;
            case 7:
                Become(part, new JsonPart { Raw = random.Pick(OddValues) });
                break;
            case 8:
                Become(part, new JsonPart { Raw = JsonSerializer.Serialize(OddText.Draw(random)) });
                break;
            default:
                // A number where one is, so that what is refused is the number and not its kind.
                var numbers = parts.Where(one => one.Members is null && (char.IsAsciiDigit(one.Raw[0]) || one.Raw[0] == '-')).ToList();
                Become(numbers.Count > 0 && random.Chance(0.8) ? random.Pick(numbers) : part, new JsonPart { Raw = OddNumbers.Json(random) });
                break;
        }
    }

    private static (string Name, JsonPart Value) Copy((string Name, JsonPart Value) member) => (member.Name, member.Value.Copy());

    private static string OddName(Random random) =>
        random.Chance(0.5) ? random.Pick(OddNames) : JsonSerializer.Serialize(OddText.Draw(random));

    // Readers go 64 levels deep.
    private static JsonPart Nested(Random random, JsonPart part)
    {
        for (var depth = random.Pick([1, 2, 10, 50, 64, 70, 500]); depth > 0; depth--)
        {
            part = random.Chance(0.5) ? new JsonPart { Members = [("", part)] } : new JsonPart { IsObject = true, Members = [("\"a\"", part)] };
        }

        return part;
    }

    private static void Become(JsonPart part, JsonPart what) => (part.Members, part.IsObject, part.Raw) = (what.Members, what.IsObject, what.Raw);
}
