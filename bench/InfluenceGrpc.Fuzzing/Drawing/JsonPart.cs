using System.Text;
using System.Text.Json;

namespace InfluenceGrpc.Fuzzing.Drawing;

/// <summary>A value of JSON that can hold what JSON forbids, such as a name twice.</summary>
internal sealed class JsonPart
{
    /// <summary>What is in an object or list; null for other values.</summary>
    public List<(string Name, JsonPart Value)>? Members { get; set; }

    /// <summary>Whether <see cref="Members"/> have names, which stand as in the text.</summary>
    public bool IsObject { get; set; }

    /// <summary>The text of a value that is no object or list.</summary>
    public string Raw { get; set; } = "null";

    /// <summary>Reads a value; comments are left out.</summary>
    public static JsonPart Of(byte[] json)
    {
        using var document = JsonDocument.Parse(json, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        return Of(document.RootElement);
    }

    /// <summary>This and everything in it.</summary>
    public List<JsonPart> All()
    {
        var all = new List<JsonPart> { this };
        for (var at = 0; at < all.Count; at++)
        {
            all.AddRange((all[at].Members ?? []).Select(member => member.Value));
        }

        return all;
    }

    /// <summary>The same file under an id of its own: those of what ships are taken.</summary>
    public static byte[] WithId(byte[] json, string id)
    {
        var file = Of(json);
        var at = file.Members!.FindIndex(member => member.Name == "\"id\"");
        file.Members[at] = ("\"id\"", new JsonPart { Raw = JsonSerializer.Serialize(id) });
        return Encoding.UTF8.GetBytes(file.ToString());
    }

    /// <summary>A copy that can be changed.</summary>
    public JsonPart Copy() => new()
    {
        Members = Members?.ConvertAll(member => (member.Name, member.Value.Copy())),
        IsObject = IsObject,
        Raw = Raw,
    };

    public override string ToString()
    {
        var text = new StringBuilder();
        Write(text);
        return text.ToString();
    }

    private static JsonPart Of(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => new()
        {
            IsObject = true,
            Members = [.. element.EnumerateObject().Select(property => (JsonSerializer.Serialize(property.Name), Of(property.Value)))],
        },
        JsonValueKind.Array => new() { Members = [.. element.EnumerateArray().Select(item => ("", Of(item)))] },
        _ => new() { Raw = element.GetRawText() },
    };

    private void Write(StringBuilder text)
    {
        if (Members is null)
        {
            text.Append(Raw);
            return;
        }

        text.Append(IsObject ? '{' : '[');
        for (var i = 0; i < Members.Count; i++)
        {
            text.Append(i == 0 ? "" : ",").Append(IsObject ? $"{Members[i].Name}:" : "");
            Members[i].Value.Write(text);
        }

        text.Append(IsObject ? '}' : ']');
    }
}
