using System.Buffers;
using System.Text;
using System.Text.Unicode;
using Google.Protobuf;
using InfluenceGrpc.Cli.Input;
using InfluenceGrpc.Json;

namespace InfluenceGrpc.Cli.Messages;

/// <summary>
/// Reads messages as people write them: the proto3 JSON mapping, with comments and trailing commas. Whether a message can be used is
/// the server's to say.
/// </summary>
/// <param name="what">What the message is for people, such as "brief".</param>
/// <param name="parser">Its parser.</param>
/// <param name="hint">What to do where there is no such file, put behind that it is not there; empty where there is nothing to say.</param>
internal sealed class MessageFile<TMessage>(string what, MessageParser<TMessage> parser, string hint = "")
    where TMessage : class, IMessage<TMessage>, new()
{
    /// <summary>Longest file, in bytes: the server takes no longer message.</summary>
    private const int MaxBytes = 8 << 20;

    /// <summary>What the message is for people.</summary>
    public string What => what;

    /// <param name="path">Path of the file; "-" for standard input.</param>
    /// <param name="terminal">Where standard input comes from.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="InputException">There is no such file, or it is too long or no text.</exception>
    public async Task<MessageDraft<TMessage>> ReadAsync(string path, Terminal terminal, CancellationToken cancellationToken)
    {
        if (path != InputFile.Standard && !File.Exists(path))
        {
            throw new InputException(
                Directory.Exists(path)
                    ? $"'{path}' is a folder: name a file."
                    : hint.Length > 0 ? $"There is no file '{path}'; {hint}." : InputFile.Absent(path));
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

        throw new InputException($"{path} has more than the {MaxBytes:N0} bytes that a {what} may have.");
    }

    private MessageDraft<TMessage> Read(string path, ReadOnlyMemory<byte> bytes)
    {
        var mark = Encoding.UTF8.Preamble;
        var json = bytes[(bytes.Span.StartsWith(mark) ? mark.Length : 0)..];
        if (!Utf8.IsValid(json.Span))
        {
            throw new InputException($"{path} is no {what}: it is not UTF-8, as JSON is.");
        }

        var (faults, remains) = MessageScan.Read(json.Span, new TMessage().Descriptor, what);
        try
        {
            return new MessageDraft<TMessage>(path, remains is null ? null : parser.ParseJson(remains), faults);
        }
        catch (Exception fault) when (fault is InvalidJsonException or InvalidProtocolBufferException or FormatException or OverflowException)
        {
            var told = new MessageFault(null, Line: null, fault.Message.ReplaceLineEndings(" "), what);
            return new MessageDraft<TMessage>(path, Message: null, [.. faults, told]);
        }
    }
}
