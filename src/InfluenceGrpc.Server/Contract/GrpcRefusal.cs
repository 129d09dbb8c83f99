using System.Globalization;
using System.Text;
using Google.Protobuf;
using RpcStatus = Google.Rpc.Status;

namespace InfluenceGrpc.Server.Contract;

/// <summary>Answers a call with an error before the gRPC library has seen it: headers and nothing else.</summary>
internal static class GrpcRefusal
{
    private const string HexDigits = "0123456789ABCDEF";

    /// <summary>Writes the answer. What the client still sends is not read.</summary>
    public static Task WriteAsync(HttpContext context, RpcStatus status)
    {
        var fitted = ErrorTrailers.Fit(status);
        var headers = context.Response.Headers;
        context.Response.ContentType = "application/grpc";
        headers["grpc-status"] = fitted.Code.ToString(CultureInfo.InvariantCulture);
        headers["grpc-message"] = PercentEncoded(fitted.Message);
        headers[ErrorTrailers.DetailsTrailer] = Convert.ToBase64String(fitted.ToByteArray()).TrimEnd('=');
        return context.Response.CompleteAsync();
    }

    // As gRPC over HTTP/2 has it: printable ASCII but '%' as it is, every other byte of UTF-8 as %XX.
    private static string PercentEncoded(string message)
    {
        var text = new StringBuilder(message.Length);
        foreach (var value in Encoding.UTF8.GetBytes(message))
        {
            if (value is >= 0x20 and <= 0x7e and not (byte)'%')
            {
                text.Append((char)value);
            }
            else
            {
                text.Append('%').Append(HexDigits[value >> 4]).Append(HexDigits[value & 15]);
            }
        }

        return text.ToString();
    }
}
