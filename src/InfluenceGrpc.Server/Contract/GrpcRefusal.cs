using System.Globalization;
using System.Text;
using Google.Protobuf;
using RpcStatus = Google.Rpc.Status;

namespace InfluenceGrpc.Server.Contract;

/// <summary>Answers a call with an error before the gRPC library has seen it: headers and nothing else.</summary>
internal static class GrpcRefusal
{
    private const string HexDigits = "0123456789ABCDEF";

    // What a client has on its way when it is refused is a message, seldom more.
    private const long MaxDropped = 1024 * 1024;
    private static readonly TimeSpan DropTime = TimeSpan.FromSeconds(1);

    /// <summary>How a call was refused; null where it was not.</summary>
    public static RpcStatus? Of(HttpContext context) => context.Features.Get<RpcStatus>();

    /// <summary>Writes the answer at once, and then drops what the client still sends.</summary>
    /// <remarks>
    /// Kestrel keeps a stream that it ends before its client for seconds, and refuses new ones of a connection with many such, in words
    /// of HTTP/2 and not of ours. So the rest of a call that is refused is taken, for a second and a megabyte, and goes nowhere.
    /// </remarks>
    public static async Task WriteAsync(HttpContext context, RpcStatus status)
    {
        var fitted = ErrorTrailers.Fit(status);
        context.Features.Set(fitted);
        var headers = context.Response.Headers;
        context.Response.ContentType = "application/grpc";
        headers["grpc-status"] = fitted.Code.ToString(CultureInfo.InvariantCulture);
        headers["grpc-message"] = PercentEncoded(fitted.Message);
        headers[ErrorTrailers.DetailsTrailer] = Convert.ToBase64String(fitted.ToByteArray()).TrimEnd('=');
        await context.Response.CompleteAsync();
        await DropBodyAsync(context);
    }

    private static async Task DropBodyAsync(HttpContext context)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        limit.CancelAfter(DropTime);
        var body = context.Request.BodyReader;
        try
        {
            for (var dropped = 0L; dropped < MaxDropped;)
            {
                var read = await body.ReadUntilAsync(limit.Token);
                dropped += read.Buffer.Length;
                body.AdvanceTo(read.Buffer.End);
                if (read.IsCompleted)
                {
                    return;
                }
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException)
        {
            // It goes on for too long, or the client has ended it: the answer is on its way all the same.
        }
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
