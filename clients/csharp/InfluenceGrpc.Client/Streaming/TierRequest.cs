using System.Buffers;
using Google.Protobuf;
using Grpc.Core;
using Influence.V1;

namespace InfluenceGrpc.Client.Streaming;

/// <summary>What is sent in a stream of tiers: a message, or one that is serialized already, in memory that is used again.</summary>
internal sealed class TierRequest : IDisposable
{
    private readonly Lock gate = new();
    private readonly StreamClassifyTiersRequest? message;
    private readonly int begin;
    private byte[]? serialized;

    private TierRequest(StreamClassifyTiersRequest? message, byte[]? serialized, int begin, int length)
    {
        this.message = message;
        this.serialized = serialized;
        this.begin = begin;
        Length = length;
    }

    /// <summary>Bytes that it has on the wire.</summary>
    public int Length { get; }

    /// <summary>A message.</summary>
    public static TierRequest Of(StreamClassifyTiersRequest message) => new(message, null, 0, message.CalculateSize());

    /// <summary>A serialized message.</summary>
    /// <param name="rented">Holds its bytes; from the shared pool, and taken over.</param>
    /// <param name="begin">Where they begin.</param>
    /// <param name="length">How many they are.</param>
    public static TierRequest Of(byte[] rented, int begin, int length) => new(null, rented, begin, length);

    /// <summary>Sends it: once for each connection that it takes.</summary>
    /// <exception cref="ObjectDisposedException">
    /// It has been answered. Only a server that answers what it has not yet got comes to see that, as the end of the call.
    /// </exception>
    public static void Write(TierRequest request, SerializationContext context)
    {
        context.SetPayloadLength(request.Length);
        var output = context.GetBufferWriter();
        if (request.message is { } message)
        {
            message.WriteTo(output);
        }
        else
        {
            request.CopyTo(output);
        }

        context.Complete();
    }

    /// <summary>Clients read no requests.</summary>
    public static TierRequest Read(DeserializationContext payload) => throw new NotSupportedException("Clients read no requests.");

    /// <summary>Gives its memory back: it is not sent again.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            if (serialized is { } rented)
            {
                serialized = null;
                ArrayPool<byte>.Shared.Return(rented);
            }
        }
    }

    // While it is copied, its memory is not somebody else's.
    private void CopyTo(IBufferWriter<byte> output)
    {
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(serialized is null, this);
            output.Write(serialized.AsSpan(begin, Length));
        }
    }
}
