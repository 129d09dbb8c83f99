using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Google.Protobuf;
using Influence.V1;
using InfluenceGrpc.Cli.Input;

namespace InfluenceGrpc.Cli.Briefs;

/// <summary>
/// Reads briefs as people write them: the proto3 JSON mapping of <c>Brief</c>, with comments and trailing commas. Whether a brief can be
/// used is the server's to say.
/// </summary>
internal static class BriefFile
{
    /// <summary>Longest file, in bytes: the server takes no longer message.</summary>
    private const int MaxBytes = 8 << 20;

    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <param name="path">Path of the brief; "-" for standard input.</param>
    /// <param name="terminal">Where standard input comes from.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="InputException">It is no brief; every fault is named.</exception>
    public static async Task<Brief> ReadAsync(string path, Terminal terminal, CancellationToken cancellationToken)
    {
        if (path != InputFile.Standard && !File.Exists(path))
        {
            throw new InputException($"There is no file '{path}'; 'influence brief new' writes one to begin with.");
        }

        using var bytes = new MemoryStream();
        await using (var stream = InputFile.Open(path, terminal))
        {
            await stream.CopyToAsync(bytes, cancellationToken);
        }

        return bytes.Length <= MaxBytes
            ? Read(path, bytes.ToArray())
            : throw new InputException($"{path} has {bytes.Length:N0} bytes, which is more than a brief may have ({MaxBytes:N0}).");
    }

    private static Brief Read(string path, byte[] bytes)
    {
        var mark = Encoding.UTF8.Preamble;
        var json = bytes.AsMemory(bytes.AsSpan().StartsWith(mark) ? mark.Length : 0);
        if (!Utf8.IsValid(json.Span))
        {
            throw new InputException($"{path} is no brief: it is not UTF-8, as JSON is.");
        }

        var faults = new BriefScan().FaultsIn(json.Span, Brief.Descriptor);
        if (faults.Count > 0)
        {
            throw new InputException($"{path} is no brief:", faults);
        }

        try
        {
            using var document = JsonDocument.Parse(json, Lenient);
            return Brief.Parser.ParseJson(Plain(document));
        }
        catch (Exception fault) when (fault is InvalidJsonException or InvalidProtocolBufferException or FormatException or OverflowException)
        {
            throw new InputException($"{path} is no brief: {fault.Message.ReplaceLineEndings(" ")}");
        }
    }

    // As the parser of messages takes it, which knows no comments.
    private static string Plain(JsonDocument document)
    {
        var plain = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(plain))
        {
            document.WriteTo(writer);
        }

        return Encoding.UTF8.GetString(plain.WrittenSpan);
    }
}
