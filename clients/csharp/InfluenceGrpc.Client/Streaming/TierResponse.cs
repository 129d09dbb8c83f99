using Grpc.Core;
using Influence.V1;
using InfluenceGrpc.Protocol.Wire;

namespace InfluenceGrpc.Client.Streaming;

/// <summary>What comes in a stream of tiers: an answer that was read past its message, or the message.</summary>
/// <param name="Message">The message; null where its answer was read past it.</param>
/// <param name="Answer">The answer; null where the message was read.</param>
internal sealed record TierResponse(StreamClassifyTiersResponse? Message, TierAnswer? Answer)
{
    /// <summary>Reads one, past its message where it is an answer that looks like most.</summary>
    public static TierResponse Read(DeserializationContext payload) =>
        WholeMessage.Read(payload.PayloadAsReadOnlySequence(), TierAnswer.Read) is { } answer ? new(null, answer) : ReadMessage(payload);

    /// <summary>Reads one as the message that it is.</summary>
    public static TierResponse ReadMessage(DeserializationContext payload) =>
        new(StreamClassifyTiersResponse.Parser.ParseFrom(payload.PayloadAsReadOnlySequence()), null);

    /// <summary>Clients write no responses.</summary>
    public static void Write(TierResponse response, SerializationContext context) => throw new NotSupportedException("Clients write no responses.");
}
