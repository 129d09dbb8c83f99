using System.Text;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using InfluenceGrpc.Json;
using InfluenceGrpc.Server.Contract;

namespace InfluenceGrpc.Server.Connect;

/// <summary>Messages of the contract as JSON: the proto3 JSON mapping, by the official library.</summary>
internal static class ConnectJson
{
    // For what travels inside google.protobuf.Any: details of errors.
    private static readonly TypeRegistry Types = TypeRegistry.FromFiles(ServedContract.Services.Select(service => service.File).Concat(ServedContract.DetailFiles));

    private static readonly JsonParser Parser = new(new JsonParser.Settings(MessageScan.MaxDepth, Types));

    private static readonly JsonFormatter Formatter = new(new JsonFormatter.Settings(formatDefaultValues: false, Types));

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads a message.</summary>
    /// <exception cref="Exception">It is no such message, or no text: see <see cref="IsOfTheText"/>.</exception>
    public static IMessage Read(ReadOnlySpan<byte> json, MessageDescriptor type) => Parser.Parse(Strict.GetString(json), type);

    /// <summary>Whether reading failed for what was read. The library has words of its own for most of it, and .NET's for the rest.</summary>
    public static bool IsOfTheText(Exception exception) =>
        exception is InvalidJsonException or InvalidProtocolBufferException or DecoderFallbackException or FormatException or OverflowException;

    /// <summary>Writes a message.</summary>
    public static void Write(IMessage message, Stream json)
    {
        using var writer = new StreamWriter(json, Strict, bufferSize: 16 * 1024, leaveOpen: true);
        Formatter.Format(message, writer);
    }

    /// <summary>What is inside, as JSON for people; null where its type is not known here.</summary>
    public static string? Show(Google.Protobuf.WellKnownTypes.Any detail) =>
        Types.Find(Google.Protobuf.WellKnownTypes.Any.GetTypeName(detail.TypeUrl)) is { } type ? Formatter.Format(type.Parser.ParseFrom(detail.Value)) : null;
}
