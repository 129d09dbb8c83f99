using System.Buffers;
using System.Text;
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

    /// <param name="path">Path of the brief; "-" for standard input.</param>
    /// <param name="terminal">Where standard input comes from.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="InputException">There is no such file, or it is too long or no text.</exception>
    public static async Task<BriefDraft> ReadAsync(string path, Terminal terminal, CancellationToken cancellationToken)
    {
        if (path != InputFile.Standard && !File.Exists(path))
        {
            throw new InputException(
                Directory.Exists(path)
                    ? $"'{path}' is a folder: name a file."
                    : $"There is no file '{path}'; 'influence brief new' writes one to begin with.");
        }

        // Standard input and devices may never end: one byte too many is enough to know.
        var bytes = new ArrayBufferWriter<byte>();
        await using (var stream = InputFile.Open(path, terminal))
        {
            while (bytes.WrittenCount <= MaxBytes)
            {
                var room = bytes.GetMemory(1 << 14);
                var read = await stream.ReadAsync(room[..Math.Min(room.Length, MaxBytes + 1 - bytes.WrittenCount)], cancellationToken);
                if (read == 0)
                {
                    return Read(path, bytes.WrittenMemory);
                }

                bytes.Advance(read);
            }
        }

        throw new InputException($"{path} has more than the {MaxBytes:N0} bytes that a brief may have.");
    }

    private static BriefDraft Read(string path, ReadOnlyMemory<byte> bytes)
    {
        var mark = Encoding.UTF8.Preamble;
        var json = bytes[(bytes.Span.StartsWith(mark) ? mark.Length : 0)..];
        if (!Utf8.IsValid(json.Span))
        {
            throw new InputException($"{path} is no brief: it is not UTF-8, as JSON is.");
        }

        var (faults, remains) = BriefScan.Read(json.Span, Brief.Descriptor);
        try
        {
            return new BriefDraft(path, remains is null ? null : Brief.Parser.ParseJson(remains), faults);
        }
        catch (Exception fault) when (fault is InvalidJsonException or InvalidProtocolBufferException or FormatException or OverflowException)
        {
            var told = new BriefFault(null, fault.Message.ReplaceLineEndings(" "));
            return new BriefDraft(path, Brief: null, [.. faults, told]);
        }
    }
}
