using Google.Protobuf;

namespace InfluenceGrpc.Fuzzing.Files;

/// <summary>What protobuf's own library makes of bytes.</summary>
internal static class OfficialParser
{
    /// <summary>The message; null where it is broken.</summary>
    public static T? Read<T>(MessageParser<T> parser, byte[] bytes)
        where T : class, IMessage<T>
    {
        try
        {
            return parser.ParseFrom(bytes);
        }
        catch (InvalidProtocolBufferException)
        {
            return null;
        }
    }
}
