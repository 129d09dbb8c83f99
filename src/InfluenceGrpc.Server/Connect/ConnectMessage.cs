using System.Buffers;
using System.IO.Compression;
using System.Text.Json;
using Google.Protobuf;
using Grpc.Net.Compression;
using InfluenceGrpc.Core.Faults;
using InfluenceGrpc.Json;
using InfluenceGrpc.Server.Admission;
using InfluenceGrpc.Server.Contract;
using InfluenceGrpc.Server.Operations;

namespace InfluenceGrpc.Server.Connect;

/// <summary>Makes of what a Connect call has sent what the gRPC library reads.</summary>
/// <param name="rpc">Which call.</param>
/// <param name="isJson">Whether its message is JSON.</param>
/// <param name="isCompressed">Whether it is compressed, by gzip.</param>
/// <param name="limits">How large it may be.</param>
/// <param name="processors">Where large ones take their turn.</param>
internal sealed class ConnectMessage(ConnectRpc rpc, bool isJson, bool isCompressed, LimitOptions limits, ProcessorPlaces processors)
{
    // Read within a millisecond or so; to wait for a turn would take longer.
    private const int MostBytesAtOnce = 64 * 1024;

    // As many as there is room for in an error, about; a message may be megabytes of them.
    private const int MostFaults = 20;

    private static readonly JsonDocumentOptions NamedOnce = new() { AllowDuplicateProperties = false, MaxDepth = MessageScan.MaxDepth };

    private static readonly CheckedCompression Gzip = new(new GzipCompressionProvider(CompressionLevel.Fastest));

    /// <summary>Most bytes that may be sent.</summary>
    public int MostBytes => rpc.MostBytes(limits);

    /// <summary>The message as serialized, behind its prefix.</summary>
    /// <param name="sent">What was sent, all of it.</param>
    /// <param name="memory">Of the call.</param>
    /// <param name="cancellationToken">Ends the wait for a turn.</param>
    /// <exception cref="Grpc.Core.RpcException">It is not the message of this call, or there is no memory for it.</exception>
    public ValueTask<byte[]> FrameOfAsync(ReadOnlySequence<byte> sent, CallMemory memory, CancellationToken cancellationToken)
    {
        if (!isJson)
        {
            // Inflating and reading it is the library's business.
            var frame = GrpcEnvelope.Of((int)sent.Length, isCompressed);
            sent.CopyTo(frame.AsSpan(MessagePrefix.Length));
            return new(frame);
        }

        return sent.Length <= MostBytesAtOnce && !isCompressed
            ? new(FrameOfJson(sent.ToArray(), memory))
            : processors.RunAsync(() => new ValueTask<byte[]>(isCompressed ? FrameOfCompressed(sent, memory) : FrameOfJson(sent.ToArray(), memory)), cancellationToken);
    }

    private byte[] FrameOfCompressed(ReadOnlySequence<byte> sent, CallMemory memory)
    {
        try
        {
            return FrameOfJson(Inflate(sent), memory);
        }
        finally
        {
            memory.ForgetInflated();
        }
    }

    private byte[] FrameOfJson(byte[] json, CallMemory memory)
    {
        var (bytes, items) = JsonWeight.Weigh(json, rpc.Method.InputType, memory.MostOfMessage) ?? throw NotItsMessage(json, "it is not JSON");
        if (bytes > memory.MostOfMessage)
        {
            throw Errors.MessageTakesTooMuch(memory.MostOfMessage).ToException();
        }

        if (ItemsLimit.MostOf(rpc.Method.InputType, limits) is var mostItems && items > mostItems)
        {
            throw Errors.TooManyItems(mostItems, items).ToException();
        }

        memory.Take(bytes);
        try
        {
            RefuseNamesGivenTwice(json);
            var message = ConnectJson.Read(json, rpc.Method.InputType);
            var frame = GrpcEnvelope.Of(message.CalculateSize(), isCompressed: false);
            message.WriteTo(frame.AsSpan(MessagePrefix.Length));
            return frame;
        }
        catch (Exception exception) when (ConnectJson.IsOfTheText(exception))
        {
            throw NotItsMessage(json, exception.Message);
        }
        finally
        {
            memory.Give(bytes);
        }
    }

    // The parser takes the last value of those that a key of a map has. What this takes for a moment, up to twelve bytes a token, is not
    // counted: messages large enough for that to matter take their turn, as many at once as there are processors.
    private void RefuseNamesGivenTwice(byte[] json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, NamedOnce);
        }
        catch (JsonException fault)
        {
            throw NotItsMessage(json, fault.Message);
        }
    }

    // The parser stops at the first fault; people want to know of all.
    private Grpc.Core.RpcException NotItsMessage(byte[] json, string otherwise)
    {
        var faults = MessageScan.FirstFaults(json, rpc.Method.InputType, "message", MostFaults)
            .Select(fault => new Fault(fault.Path ?? "", FaultCode.Malformed, fault.Line > 1 ? $"{fault.What} (line {fault.Line})" : fault.What))
            .ToList();
        if (faults.Count >= MostFaults)
        {
            faults.Add(new Fault("", FaultCode.NotListed, "There may be more faults behind these; mend these first."));
        }

        return Errors.NotItsMessage(faults.Count > 0 ? faults : [new Fault("", FaultCode.Syntax, otherwise.ReplaceLineEndings(" "))]).ToException();
    }

    private byte[] Inflate(ReadOnlySequence<byte> sent)
    {
        using var inflated = Gzip.CreateDecompressionStream(new MemoryStream(sent.ToArray()));
        var json = new ArrayBufferWriter<byte>();
        while (json.WrittenCount <= MostBytes)
        {
            var room = json.GetSpan(16 * 1024);
            var read = inflated.Read(room[..Math.Min(room.Length, MostBytes + 1 - json.WrittenCount)]);
            if (read == 0)
            {
                return json.WrittenSpan.ToArray();
            }

            json.Advance(read);
        }

        throw Errors.TooManyBytesInflated(MostBytes).ToException();
    }
}
