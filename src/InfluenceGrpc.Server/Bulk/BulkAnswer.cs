using System.Buffers;
using Google.Protobuf;
using Grpc.Core;

namespace InfluenceGrpc.Server.Bulk;

/// <summary>An answer of a stream: a message, or what it would be serialized, in memory that is used again once it is sent.</summary>
/// <typeparam name="TResponse">The message.</typeparam>
internal sealed class BulkAnswer<TResponse>
    where TResponse : class
{
    private readonly IMessage? message;
    private byte[]? payload;

    private BulkAnswer(IMessage? message, byte[]? payload, int length)
    {
        this.message = message;
        this.payload = payload;
        Length = length;
    }

    /// <summary>Bytes that it has on the wire.</summary>
    public int Length { get; }

    /// <summary>A message.</summary>
    public static BulkAnswer<TResponse> Of(TResponse message) => new((IMessage)message, null, ((IMessage)message).CalculateSize());

    /// <summary>A serialized message.</summary>
    /// <param name="payload">Its bytes and more, from the shared pool; taken over.</param>
    /// <param name="length">How many they are.</param>
    public static BulkAnswer<TResponse> Of(byte[] payload, int length) => new(null, payload, length);

    /// <summary>Sends it, once.</summary>
    public static void Write(BulkAnswer<TResponse> answer, SerializationContext context)
    {
        context.SetPayloadLength(answer.Length);
        var output = context.GetBufferWriter();
        if (answer.message is { } message)
        {
            message.WriteTo(output);
        }
        else
        {
            var serialized = Interlocked.Exchange(ref answer.payload, null)!;
            output.Write(serialized.AsSpan(0, answer.Length));
            ArrayPool<byte>.Shared.Return(serialized);
        }

        context.Complete();
    }
}
