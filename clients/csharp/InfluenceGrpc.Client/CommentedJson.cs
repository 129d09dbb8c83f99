using System.Buffers;
using System.Text;
using System.Text.Json;
using Google.Protobuf;

namespace InfluenceGrpc.Client;

/// <summary>
/// Messages as people keep them in files, such as the brief that <c>influence brief new</c> writes: the proto3 JSON mapping, with
/// <c>//</c> and <c>/* */</c> comments and trailing commas, which the message's own parser does not read.
/// </summary>
public static class CommentedJson
{
    // Comments go; a name that stands twice would else be the last of the two without a word.
    private static readonly JsonDocumentOptions AsWritten = new()
    {
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        AllowDuplicateProperties = false,
    };

    /// <summary>Reads one, such as <c>CommentedJson.Parse&lt;Brief&gt;(File.ReadAllText("brief.json"))</c>.</summary>
    /// <param name="text">The file's text.</param>
    /// <typeparam name="TMessage">A message of the contract.</typeparam>
    /// <exception cref="JsonException">It is no JSON, or a name stands twice; tells where.</exception>
    /// <exception cref="InvalidProtocolBufferException">A field does not exist, or has a value of the wrong kind.</exception>
    public static TMessage Parse<TMessage>(string text)
        where TMessage : IMessage<TMessage>, new()
    {
        using var document = JsonDocument.Parse(text, AsWritten);
        var bytes = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(bytes))
        {
            document.RootElement.WriteTo(writer);
        }

        return JsonParser.Default.Parse<TMessage>(Encoding.UTF8.GetString(bytes.WrittenSpan));
    }
}
