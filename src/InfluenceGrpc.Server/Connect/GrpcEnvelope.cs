using System.Buffers.Binary;
using System.Globalization;
using InfluenceGrpc.Server.Contract;
using RpcStatus = Google.Rpc.Status;

namespace InfluenceGrpc.Server.Connect;

/// <summary>What the gRPC library reads and writes around the one message of a unary call.</summary>
/// <remarks>
/// The library is given its calls as a client over HTTP/2 would send them, and goes on as ever: every rule for calls is written once,
/// whatever protocol they come by. The same is done for gRPC-Web by its own library.
/// </remarks>
internal static class GrpcEnvelope
{
    /// <summary>What a call over gRPC is sent as.</summary>
    public const string ContentType = "application/grpc";

    /// <summary>The only protocol that the library takes calls by.</summary>
    public const string Protocol = "HTTP/2";

    private const string Status = "grpc-status";
    private const string Message = "grpc-message";

    /// <summary>A message behind its prefix.</summary>
    /// <param name="length">How many bytes it has.</param>
    /// <param name="isCompressed">Whether it is compressed.</param>
    /// <returns>All of it; the message's bytes are to be put behind the first <see cref="MessagePrefix.Length"/>.</returns>
    public static byte[] Of(int length, bool isCompressed)
    {
        var frame = new byte[MessagePrefix.Length + length];
        frame[0] = isCompressed ? (byte)1 : (byte)0;
        BinaryPrimitives.WriteUInt32BigEndian(frame.AsSpan(1), (uint)length);
        return frame;
    }

    /// <summary>Whether a call has its status: nothing of it is written after that.</summary>
    public static bool HasEnded(IHeaderDictionary headers, IHeaderDictionary trailers) => headers.ContainsKey(Status) || trailers.ContainsKey(Status);

    /// <summary>How a call ended, and takes that out of its headers.</summary>
    /// <returns>Null where it did not end by gRPC.</returns>
    public static RpcStatus? TakeStatus(IHeaderDictionary headers, IHeaderDictionary trailers)
    {
        var told = trailers.ContainsKey(Status) ? trailers : headers;
        var code = told[Status].ToString();
        var message = told[Message].ToString();
        var details = told[ErrorTrailers.DetailsTrailer].ToString();
        foreach (var name in new[] { Status, Message, ErrorTrailers.DetailsTrailer, "grpc-encoding", "grpc-accept-encoding" })
        {
            headers.Remove(name);
            trailers.Remove(name);
        }

        return code.Length == 0 ? null
            : details.Length > 0 ? RpcStatus.Parser.ParseFrom(Convert.FromBase64String(details.PadRight((details.Length + 3) / 4 * 4, '=')))
            : new RpcStatus { Code = int.Parse(code, CultureInfo.InvariantCulture), Message = Uri.UnescapeDataString(message) };
    }
}
